// Clinicians believe that rejected recordings are safe.
function(ctx) ctx.monitor.ratio({
  symptom: 'uploads are rejected',
  impact: 'clinicians must record again, or lose the dictation',
  first_action: 'see whether a replica set is younger than the alert (roll back) or the ingress limits the size of uploads',
  bad: 'uploads.rejected',
  of: 'uploads.total',
  window: '15m',
  alert_percent: ctx.by_env({ dev: 40, staging: 20, prod: 5 }),
  warn_percent: self.alert_percent / 2,
  min_bad: 3,
  severity: 'P2',
  no_data: 'resolve',
})
