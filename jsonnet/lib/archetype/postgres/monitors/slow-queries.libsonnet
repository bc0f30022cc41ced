function(ctx) ctx.monitor.threshold({
  symptom: 'many queries take longer than 1 s',
  impact: 'every service that uses the database slows down',
  first_action: 'see what the slow queries wait for: Lock is one transaction that blocks the rest, IO the disk, CPU load or bad plans',
  signal: ctx.signals.postgres.slow_queries,
  window: '10m',
  alert: ctx.by_env({ dev: 50, staging: 30, prod: 15 }),
  warn: ctx.by_env({ dev: 25, staging: 15, prod: 8 }),
  severity: 'P2',
  no_data: 'resolve',
})
