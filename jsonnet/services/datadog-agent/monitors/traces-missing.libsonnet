function(ctx) ctx.monitor.threshold({
  symptom: 'no traces arrive',
  impact: 'error rates and latencies are computed from traces: their monitors and SLOs are blind',
  first_action: 'see whether agents run and their trace agents work: if they do, the services do not send',
  signal: ctx.signal.count({ title: 'Traces received', metric: 'datadog.trace_agent.receiver.traces_received', of_service: false }),
  window: ctx.by_env({ dev: '1d', staging: '4h', prod: '15m' }),
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: 'P2',
  no_data: 'notify',
})
