// P1: clinicians cannot reach the service. It fits a service that somebody calls every minute of the day and night; others declare it under `without`.
// An error rate cannot see that no request arrives at all: the path to the service is broken.
function(ctx) if ctx.service.tier != 1 then null else ctx.monitor.threshold({
  symptom: 'no requests arrive',
  impact: 'clinicians cannot reach the platform',
  first_action: 'see whether pods are ready and have addresses: if so, the way to the service is broken, not the service',
  signal: ctx.signals['http-service'].requests,
  window: ctx.by_env({ dev: '1d', staging: '4h', prod: '5m' }),
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: 'P1',
  no_data: 'notify',
})
