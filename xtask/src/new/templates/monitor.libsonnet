// draft of cargo xtask new: edit what follows, then remove this line
function(ctx) ctx.monitor.logs({
  // What is wrong, as a clause: it becomes the alert's title. Then who is affected and how, as a clause.
  symptom: '<<phrase>>',
  impact: '<<impact>>',
  // What the person on call does first, as a clause: what to look at, and what follows from it. The first command of the runbook shows it.
  first_action: 'see whether pods are missing, not ready or younger than the alert',

  // What is measured. ctx.signals has the signals of the service's archetypes; ctx.signal makes others: count, ratio, gauge, share,
  // percentile, check, logs. For a signal of metrics write ctx.monitor.threshold instead of ctx.monitor.logs, for a check ctx.monitor.check.
  signal: ctx.signal.logs({ title: 'Errors in the log', search: 'status:error' }),
  window: '10m',

  // In the unit of the signal. Alerts above the threshold unless `comparison` says otherwise. The recovery threshold defaults to 20 % on the
  // healthy side of the threshold.
  alert: ctx.by_env({ <<alert_by_env>> }),
  warn: self.alert / 2,

  // P1 pages at any hour, P2 pages with low urgency, P3 only posts to the channel.
  severity: '<<severity>>',
  // What to do on no data: 'resolve' (no events means healthy), 'last' (keep the last status), 'show' (show it, notify no one) or
  // 'notify' (no data is the failure).
  no_data: 'resolve',
})
