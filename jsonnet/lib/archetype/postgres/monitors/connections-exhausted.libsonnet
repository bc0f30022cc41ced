// P1 in tier 1: new connections are refused. At 97 %, because superuser_reserved_connections keeps 3 of the default 100 for superusers. Resolves without data:
// if the agent cannot connect either, `down` alerts, and the host of a pod that was replaced must not stay in alert.
function(ctx) ctx.monitor.threshold({
  symptom: 'new connections are refused',
  impact: 'requests and jobs that need a new connection fail at once',
  first_action: 'see which user holds most connections: idle is a large pool, idle in transaction a bug, active load or locks',
  signal: ctx.signals.postgres.connections,
  window: '5m',
  comparison: 'at_least',
  alert: 97,
  recover: 93,
  severity: ctx.by_tier({ '1': 'P1', '2': 'P2', '3': 'P3' }),
  no_data: 'resolve',
})
