// P2: nothing is lost while the store lives; the day without a backup is what a disaster now costs. 26 hours: a daily backup, and two hours for its run.
// No data alerts, because a backup that was never made or whose cron job was deleted reports nothing.
function(ctx) ctx.monitor.threshold({
  symptom: 'the last backup is too old',
  impact: 'if the store were lost now, more than a day of encounters and notes could not be restored',
  first_action: "see whether the backup's cron job is suspended or missing, and whether its last job failed",
  signal: ctx.signals.postgres.backup_age,
  window: '1h',
  alert: 26 * 3600,
  severity: 'P2',
  no_data: 'notify',
})
