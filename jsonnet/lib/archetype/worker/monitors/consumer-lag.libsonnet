// The minimum over the window: a burst that the consumers finish is no lag.
function(ctx) if ctx.signals.worker.topics == [] then null else ctx.monitor.threshold({
  symptom: 'consumers fall behind',
  impact: 'events are processed with growing delay',
  first_action: 'see whether all partitions lag (too few or slow workers) or one does (a hot key, or a message that always fails)',
  signal: ctx.signals.worker.lag,
  window: '15m',
  alert: ctx.by_env({ dev: 50000, staging: 20000, prod: ctx.by_tier({ '1': 2000, '2': 5000, '3': 20000 }) }),
  warn: ctx.by_env({ dev: 25000, staging: 10000, prod: ctx.by_tier({ '1': 1000, '2': 2500, '3': 10000 }) }),
  severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
  no_data: 'show',
})
