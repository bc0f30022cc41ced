// CloudWatch's request metrics arrive up to ten minutes late, hence the evaluation delay.
function(ctx) ctx.monitor.threshold({
  symptom: 'S3 returns server errors',
  impact: 'uploads and downloads are retried, slow down, and soon fail',
  first_action: 'see whether AWS has an open S3 event in our region: if so, reduce the load and wait',
  signal: ctx.signals['object-store'].server_errors,
  window: '30m',
  alert: 5,
  warn: 1,
  min_bad: 10,
  severity: 'P2',
  no_data: 'resolve',
  evaluation_delay_s: 900,
})
