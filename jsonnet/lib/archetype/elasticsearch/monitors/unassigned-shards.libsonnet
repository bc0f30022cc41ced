function(ctx) ctx.monitor.threshold({
  symptom: 'Elasticsearch has unassigned shards',
  impact: 'the next node failure loses documents',
  first_action: 'see whether a primary (p) is among the unassigned shards, which is cluster-red, or only replicas (r)',
  signal: ctx.signals.elasticsearch.unassigned,
  window: '30m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P3',
  no_data: 'resolve',
})
