// P1: after their retries these recordings are lost.
function(ctx) ctx.monitor.threshold({
  symptom: 'uploads are failing',
  impact: 'recordings and signed notes are not stored: dictations may be lost',
  first_action: 'ask for each bucket: ok, 403 (a policy or key has changed), 404 (it is gone) or no answer (network or provider)',
  signal: ctx.signals['object-store'].failures,
  window: '10m',
  alert: ctx.by_env({ dev: 20, staging: 10, prod: 2 }),
  warn: ctx.by_env({ dev: 10, staging: 5, prod: 1 }),
  min_bad: 3,
  severity: 'P1',
  no_data: 'resolve',
})
