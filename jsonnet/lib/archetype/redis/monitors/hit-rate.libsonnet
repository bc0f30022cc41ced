function(ctx) ctx.monitor.threshold({
  symptom: 'the cache hit rate is low',
  impact: 'reads go to the databases instead, and everything slows down',
  first_action: 'see whether Redis restarted minutes ago (wait half an hour) or evicts keys (follow the runbook of memory)',
  signal: ctx.signals.redis.hit_rate,
  window: '30m',
  comparison: 'below',
  alert: ctx.by_env({ dev: 20, staging: 50, prod: 70 }),
  warn: ctx.by_env({ dev: 30, staging: 60, prod: 80 }),
  recover: ctx.by_env({ dev: 25, staging: 55, prod: 75 }),
  warn_recover: ctx.by_env({ dev: 35, staging: 65, prod: 85 }),
  severity: 'P3',
  no_data: 'resolve',
})
