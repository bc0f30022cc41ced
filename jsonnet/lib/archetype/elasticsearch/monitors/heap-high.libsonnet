function(ctx) ctx.monitor.threshold({
  symptom: 'Elasticsearch heap is nearly full',
  impact: 'garbage collection pauses the node, and searches time out',
  first_action: 'see whether one node is high or all are; above 95 % clear the caches now',
  signal: ctx.signals.elasticsearch.heap,
  window: '15m',
  alert: 90,
  warn: 80,
  recover: 85,
  warn_recover: 75,
  severity: 'P2',
  no_data: 'resolve',
})
