// P1 in tier 1: clinicians see the errors. In tier 2 its callers fail or degrade, and theirs pages.
function(ctx) ctx.monitor.threshold({
  symptom: 'requests are failing',
  impact: 'clinicians see errors and repeat or lose their work',
  first_action: 'see whether a replica set is younger than the alert (roll back) or a pod is not ready',
  signal: ctx.signals['http-service'].errors,
  window: '5m',
  alert: ctx.by_env({ dev: 20, staging: 10, prod: ctx.by_tier({ '1': 2, '2': 5, '3': 10 }) }),
  warn: ctx.by_env({ dev: 10, staging: 5, prod: ctx.by_tier({ '1': 1, '2': 2.5, '3': 5 }) }),
  min_bad: ctx.by_tier({ '1': 5, '2': 10, '3': 10 }),
  severity: ctx.by_tier({ '1': 'P1', '2': 'P2', '3': 'P3' }),
  no_data: 'resolve',
})
