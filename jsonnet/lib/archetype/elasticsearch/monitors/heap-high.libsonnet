function(ctx) ctx.monitor.threshold({
  symptom: 'the heap of Elasticsearch is nearly full',
  impact: 'garbage collection stops the node, searches time out',
  signal: ctx.signals.elasticsearch.heap,
  window: '15m',
  alert: 90,
  warn: 80,
  recover: 85,
  warn_recover: 75,
  severity: 'P2',
  no_data: 'resolve',
})
