// A note that does not reach the EHR is invisible to everyone else who treats the patient.
function(ctx) ctx.monitor.ratio({
  symptom: 'deliveries to the EHR are failing',
  impact: 'notes, orders and claims are missing from the chart',
  bad: 'workflow.deliveries.failed',
  of: 'workflow.deliveries.total',
  window: '10m',
  by: ['step'],
  alert_percent: ctx.by_env({ dev: 30, staging: 15, prod: 3 }),
  warn_percent: self.alert_percent / 2,
  min_bad: 3,
  severity: 'P1',
  no_data: 'resolve',
})
