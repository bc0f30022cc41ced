function(ctx) ctx.monitor.threshold({
  symptom: 'vector searches are slow',
  impact: 'every note waits for its passages',
  signal: ctx.signals['vector-db'].latency,
  window: '10m',
  alert: ctx.by_env({ dev: 2, staging: 1, prod: 0.5 }),
  warn: ctx.by_env({ dev: 1, staging: 0.6, prod: 0.3 }),
  severity: 'P2',
  no_data: 'resolve',
})
