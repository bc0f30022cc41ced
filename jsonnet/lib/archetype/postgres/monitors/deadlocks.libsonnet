// P3: PostgreSQL ends one of the two transactions, and the service tries again; many are a bug of a version. Failed requests and jobs page by themselves.
function(ctx) ctx.monitor.threshold({
  symptom: 'transactions deadlock',
  impact: 'each deadlock ends a transaction: a request or a job fails or is repeated',
  first_action: 'see which database has most deadlocks, and whether the number still rises after a minute',
  signal: ctx.signals.postgres.deadlocks,
  window: '15m',
  alert: ctx.by_env({ dev: 100, staging: 40, prod: 10 }),
  severity: 'P3',
  no_data: 'resolve',
})
