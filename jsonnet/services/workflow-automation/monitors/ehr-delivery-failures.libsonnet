// P2: a cause, by step. Deliveries that fail for good are failed jobs, and failure-rate pages for those.
// A note that does not reach the EHR is invisible to everyone else who treats the patient.
function(ctx) ctx.monitor.ratio({
  symptom: 'EHR deliveries are failing',
  impact: 'notes, orders and claims of this step are missing from the chart; when many are, failure-rate pages',
  first_action: 'see whether a replica set is younger than the alert (roll back); if not and most deliveries fail, stop consuming',
  bad: 'workflow.deliveries.failed',
  of: 'workflow.deliveries.total',
  window: '10m',
  by: ['step'],
  alert_percent: ctx.by_env({ dev: 30, staging: 15, prod: 3 }),
  warn_percent: self.alert_percent / 2,
  min_bad: 3,
  severity: 'P2',
  no_data: 'resolve',
})
