// The agent logs every payload that Datadog answers with 429; the operator and the cluster agent log it too.
function(ctx) ctx.monitor.logs({
  symptom: 'Datadog throttles what we send',
  impact: 'metrics, logs or changes of monitors arrive late or not at all',
  signal: ctx.signal.logs({ title: 'Throttled requests', search: '("429 Too Many Requests" OR "rate limit")' }),
  window: '15m',
  alert: 50,
  warn: 10,
  severity: 'P2',
  no_data: 'resolve',
})
