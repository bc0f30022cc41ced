// draft of cargo xtask new: edit what follows, then remove this line
function(ctx) ctx.monitor.burn_rate({
  // What is wrong, as a clause: it becomes the alert's title. Then who is affected and how, as a clause.
  symptom: '<<phrase>>',
  impact: '<<impact>>',
  // What the person on call does first, as a clause: what to look at, and what follows from it. The first command of the runbook shows it.
  first_action: 'see whether pods are missing, not ready or younger than the alert',

  // The SLO, by its path. It has the alerts of jsonnet/policy/slo_alerts.libsonnet already: if one of them needs another number, change it with `tune` instead.
  slo: '<<slo>>',
  // How many times faster than the target allows. The alert fires when both windows burn that fast: the long one shows that it matters (1 to 48 hours), the short
  // one, a twelfth of it, that it lasts.
  burn_rate: <<burn_rate>>,
  long_window: '2h',
  short_window: '10m',

  // P1 pages at any hour, P2 pages with low urgency, P3 only posts to the channel.
  severity: '<<severity>>',
})
