// P2: a failover now would lose sessions and the state of jobs. No alert without data: a replica that becomes primary has no link, and a pod that moved leaves its host.
function(ctx) ctx.monitor.check({
  symptom: 'a replica has lost its primary',
  impact: 'none yet: a failover to this replica would sign clinicians out and lose the state of jobs',
  first_action: 'see which replica has lost its link, and whether it copies everything now (wait); two primaries, call the owner at once',
  signal: ctx.signals.redis.replica_link,
  alert: 3,
  severity: 'P2',
  no_data: 'show',
})
