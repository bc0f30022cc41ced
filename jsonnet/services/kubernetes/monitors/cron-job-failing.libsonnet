// P3: the run of a scheduled job failed; what its absence causes alerts by itself (backup-overdue). It recovers with the next run that succeeds.
function(ctx) ctx.monitor.check({
  symptom: 'a cron job failed',
  impact: 'what the job does was not done: a clean-up, a report or a backup',
  first_action: 'see whether the newest job of this cron job failed; if it is not in the list, a newer run has succeeded',
  signal: ctx.signal.check({ title: 'Last run of each cron job', check: 'kubernetes_state.cronjob.complete', of_service: false, by: ['kube_namespace', 'kube_cronjob'] }),
  alert: 3,
  severity: 'P3',
  no_data: 'show',
})
