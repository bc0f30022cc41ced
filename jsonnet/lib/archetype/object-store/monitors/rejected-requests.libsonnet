// P2: uploads that fail page by upload-errors; this one explains them, and finds downloads and backups that are refused. 10 % because a few 404 of objects that do not
// exist yet are normal.
function(ctx) ctx.monitor.threshold({
  symptom: 'S3 rejects requests',
  impact: 'services or backups lack a permission or a key: they can neither store nor read objects; upload-errors pages for uploads',
  first_action: 'see whether an encryption key or its policy was changed in the last hours',
  signal: ctx.signals['object-store'].client_errors,
  window: '30m',
  alert: 10,
  min_bad: 50,
  severity: 'P2',
  no_data: 'resolve',
  evaluation_delay_s: 900,
})
