// A service that logs nothing is down, cannot be seen, or has lost its log collection: all three leave an incident without evidence.
function(ctx) ctx.monitor.logs({
  symptom: 'no logs arrive',
  impact: 'an incident of this service cannot be diagnosed, and the audit trail has a gap',
  signal: ctx.signals.workload.logs,
  window: ctx.by_env({ dev: '1d', staging: '4h', prod: '30m' }),
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: ctx.by_tier({ '1': 'P2', '2': 'P3', '3': 'P3' }),
  no_data: 'last',
})
