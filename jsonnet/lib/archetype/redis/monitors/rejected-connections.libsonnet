// P2: services that open a connection now are refused and go to the databases instead; those that have one go on.
function(ctx) ctx.monitor.threshold({
  symptom: 'Redis rejects connections',
  impact: 'some requests find no session and no cache: clinicians sign in again, reads go to the databases',
  first_action: 'compare connected_clients with maxclients, and see which client has most connections',
  signal: ctx.signals.redis.rejected_connections,
  window: '30m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P2',
  no_data: 'resolve',
})
