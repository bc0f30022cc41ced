// P2: clinicians are slowed down: retrieval asks again or works without these passages.
function(ctx) ctx.monitor.threshold({
  symptom: 'searches are rejected',
  impact: 'keyword retrieval fails for some notes, which are then written without these passages',
  first_action: 'see whether one node has a full search queue (it is slow) or all have (load)',
  signal: ctx.signals.elasticsearch.rejected_searches,
  window: '10m',
  alert: ctx.by_env({ dev: 500, staging: 200, prod: 50 }),
  severity: 'P2',
  no_data: 'resolve',
})
