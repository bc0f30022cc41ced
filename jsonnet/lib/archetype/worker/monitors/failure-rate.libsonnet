// P1 in tier 1: the symptom for whatever makes jobs fail. Causes with a monitor of their own (models, stores, the EHR) are P2.
function(ctx) ctx.monitor.threshold({
  symptom: 'jobs are failing',
  impact: 'clinicians wait for results that do not come, or lose them',
  first_action: 'see whether a replica set is younger than the alert (roll back) or pods restart; if neither, check the dependencies',
  signal: ctx.signals.worker.failures,
  window: '10m',
  alert: ctx.by_env({ dev: 20, staging: ctx.by_tier({ '1': 10, '2': 10, '3': 20 }), prod: ctx.by_tier({ '1': 5, '2': 10, '3': 20 }) }),
  warn: ctx.by_env({ dev: 10, staging: ctx.by_tier({ '1': 5, '2': 5, '3': 10 }), prod: ctx.by_tier({ '1': 2.5, '2': 5, '3': 10 }) }),
  min_bad: ctx.by_tier({ '1': 3, '2': 5, '3': 10 }),
  severity: ctx.by_tier({ '1': 'P1', '2': 'P2', '3': 'P3' }),
  no_data: 'resolve',
})
