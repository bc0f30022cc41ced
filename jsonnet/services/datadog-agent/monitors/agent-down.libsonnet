// P1: nothing is monitored. No other alert fires, so nobody would learn that clinicians cannot work.
// An agent that is down reports nothing: no data is the outage. Single nodes are agents-missing. No upgrade restarts all agents at once (updateStrategy of the
// chart), so five minutes are enough.
function(ctx) ctx.monitor.threshold({
  symptom: 'no node agent reports',
  impact: 'nothing in this environment is monitored: no other alert fires',
  first_action: 'inform the teams on call that no other alert fires, then see whether agents are ready and reach Datadog',
  signal: ctx.signal.gauge({ title: 'Agents that report', metric: 'datadog.agent.running', space_aggregation: 'sum', time_aggregation: 'max', of_service: false }),
  window: '5m',
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: 'P1',
  no_data: 'notify',
})
