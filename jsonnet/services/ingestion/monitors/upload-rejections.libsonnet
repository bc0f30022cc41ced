// Clinicians believe that rejected recordings are safe.
function(ctx) ctx.monitor.ratio({
  symptom: 'uploads are rejected',
  impact: 'clinicians must record again, or lose the dictation',
  bad: 'uploads.rejected',
  of: 'uploads.total',
  window: '15m',
  alert_percent: ctx.by_env({ dev: 40, staging: 20, prod: 5 }),
  warn_percent: self.alert_percent / 2,
  min_bad: 3,
  severity: 'P2',
  no_data: 'resolve',
})
