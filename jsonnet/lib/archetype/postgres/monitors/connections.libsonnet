function(ctx) ctx.monitor.threshold({
  symptom: 'connections run out',
  impact: 'at the limit new connections are rejected and requests fail at once',
  first_action: 'see how many connections are used and how many are idle in a transaction: end these if they are many',
  signal: ctx.signals.postgres.connections,
  window: '10m',
  alert: 90,
  warn: 80,
  recover: 85,
  warn_recover: 75,
  severity: 'P2',
  no_data: 'resolve',
})
