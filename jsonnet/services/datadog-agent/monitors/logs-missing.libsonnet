// P2: no clinician is affected, and agents send what they missed once collection works; if the agents are gone too, agent-down pages.
// Over all services: when no log arrives from a whole environment, the collection is broken and not a service.
function(ctx) ctx.monitor.logs({
  symptom: 'no logs arrive from the whole environment',
  impact: 'no incident can be diagnosed, and the audit trail has a gap',
  first_action: 'see whether agents run, and whether the numbers of logs processed and sent rise',
  signal: ctx.signal.logs({ title: 'Log lines', search: '', of_service: false }),
  window: ctx.by_env({ dev: '4h', staging: '1h', prod: '15m' }),
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: 'P2',
  no_data: 'last',
})
