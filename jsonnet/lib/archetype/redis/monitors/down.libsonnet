function(ctx) ctx.monitor.check({
  symptom: 'Redis refuses connections',
  impact: 'clinicians are signed out, and every read goes to the databases',
  signal: ctx.signals.redis.alive,
  alert: 3,
  severity: 'P1',
  no_data: 'notify',
})
