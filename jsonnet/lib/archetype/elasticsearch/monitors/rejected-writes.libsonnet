// P3: the writer tries again; retrieval only finds the documents later.
function(ctx) ctx.monitor.threshold({
  symptom: 'writes are rejected',
  impact: 'documents are indexed late, or not if the writer gives up, and retrieval does not find them',
  first_action: 'see whether one node has a full write queue (it is slow) or all have (load)',
  signal: ctx.signals.elasticsearch.rejected_writes,
  window: '10m',
  alert: ctx.by_env({ dev: 1000, staging: 500, prod: 100 }),
  severity: 'P3',
  no_data: 'resolve',
})
