// A dead letter is a job that was given up. It stays until someone looks, so growth is what matters, not size.
function(ctx) if ctx.signals.worker.queues == [] then null else ctx.monitor.growth({
  symptom: 'jobs are given up into the dead-letter queue',
  impact: 'each of them is an encounter whose result nobody will produce',
  signal: ctx.signals.worker.dead_letters,
  window: '30m',
  alert: ctx.by_env({ dev: 200, staging: 50, prod: ctx.by_tier({ '1': 5, '2': 20, '3': 50 }) }),
  warn: ctx.by_env({ dev: 100, staging: 25, prod: ctx.by_tier({ '1': 1, '2': 5, '3': 20 }) }),
  severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
  no_data: 'last',
})
