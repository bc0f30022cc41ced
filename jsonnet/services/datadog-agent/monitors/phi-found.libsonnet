// P1: what the scanner finds has passed the service and the agent, and is in Datadog.
function(ctx) ctx.monitor.logs({
  symptom: 'patient data has reached Datadog',
  impact: 'patient data is where it may not be; the privacy officer decides within hours what must be reported',
  first_action: 'call the privacy officer, then see whether a replica set or a commit is younger than the first line (roll it back)',
  signal: ctx.signal.logs({ title: 'Lines with patient data', search: 'sensitive_data:phi', of_service: false }),
  window: '15m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P1',
  no_data: 'last',
})
