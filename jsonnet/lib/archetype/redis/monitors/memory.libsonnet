function(ctx) ctx.monitor.threshold({
  symptom: 'Redis runs out of memory',
  impact: 'at the limit keys are evicted: sessions end, job state is lost',
  signal: ctx.signals.redis.memory,
  window: '10m',
  alert: 90,
  warn: 80,
  recover: 85,
  warn_recover: 75,
  severity: 'P2',
  no_data: 'resolve',
})
