// P1 in every tier but the third: the sessions of all clinicians are in it.
// An instance that is down reports nothing: no data is the outage. It has no host, so a pod that moves to another node is none.
function(ctx) ctx.monitor.threshold({
  symptom: 'Redis has no primary',
  impact: 'clinicians are signed out, and every read goes to the databases',
  first_action: 'ask each instance for its role: one primary that answers, Redis works; two primaries, change neither and call the owner',
  signal: ctx.signals.redis.primary_clients,
  window: '5m',
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: ctx.by_tier({ '1': 'P1', '2': 'P1', '3': 'P2' }),
  no_data: 'notify',
})
