function(ctx) ctx.monitor.check({
  symptom: 'PostgreSQL refuses connections',
  impact: 'services that depend on it cannot read or write: their requests and jobs fail',
  signal: ctx.signals.postgres.alive,
  alert: 3,
  severity: ctx.by_tier({ '1': 'P1', '2': 'P1', '3': 'P2' }),
  no_data: 'notify',
})
