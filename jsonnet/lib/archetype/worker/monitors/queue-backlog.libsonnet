// The minimum over the window: a burst that the workers finish is no backlog.
function(ctx) if ctx.signals.worker.queues == [] then null else ctx.monitor.threshold({
  symptom: 'many jobs are waiting',
  impact: 'results arrive with growing delay',
  first_action: 'see whether the queue has consumers, and whether the number of waiting jobs falls when you look again',
  signal: ctx.signals.worker.backlog,
  window: '15m',
  alert: ctx.by_env({ dev: 5000, staging: ctx.by_tier({ '1': 2000, '2': 2000, '3': 5000 }), prod: ctx.by_tier({ '1': 500, '2': 1000, '3': 5000 }) }),
  warn: ctx.by_env({ dev: 2500, staging: ctx.by_tier({ '1': 1000, '2': 1000, '3': 2500 }), prod: ctx.by_tier({ '1': 250, '2': 500, '3': 2500 }) }),
  severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
  no_data: 'show',
})
