// The check is CRITICAL while the cluster is red: at least one primary shard is missing.
function(ctx) ctx.monitor.check({
  symptom: 'Elasticsearch is red',
  impact: 'keyword retrieval misses documents or fails, and notes lose their grounding',
  signal: ctx.signals.elasticsearch.health,
  alert: 3,
  severity: 'P1',
  no_data: 'notify',
})
