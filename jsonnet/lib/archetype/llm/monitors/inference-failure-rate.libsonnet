// P2: a cause. Jobs whose inferences fail are counted by worker/failure-rate, which pages.
function(ctx) ctx.monitor.threshold({
  symptom: 'inferences are failing',
  impact: 'notes or codes are not produced; when their jobs fail too, failure-rate pages',
  first_action: 'see whether a replica set is younger than the alert (roll back); if none is, check the provider, its key and the quota',
  signal: ctx.signals.llm.inference_failures,
  window: '10m',
  alert: ctx.by_env({ dev: 20, staging: 10, prod: 5 }),
  warn: ctx.by_env({ dev: 10, staging: 5, prod: 2 }),
  min_bad: ctx.by_tier({ '1': 3, '2': 5, '3': 10 }),
  severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
  no_data: 'resolve',
})
