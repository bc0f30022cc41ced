// P2: a cause. While retries succeed results are late; when they do not, jobs fail, and failure-rate of the worker pages.
function(ctx) ctx.monitor.threshold({
  symptom: 'the language model times out',
  impact: 'results are late, and retries make the model slower still; when jobs fail, failure-rate pages',
  first_action: 'see whether a replica set is younger than the alert (roll back) or there are more pods than an hour ago (halve them)',
  signal: ctx.signals.llm.timeouts,
  window: '10m',
  alert: ctx.by_env({ dev: 30, staging: 15, prod: 5 }),
  warn: ctx.by_env({ dev: 15, staging: 8, prod: 2 }),
  min_bad: ctx.by_tier({ '1': 5, '2': 10, '3': 10 }),
  severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
  no_data: 'resolve',
})
