// The agent logs every payload that Datadog rejects with 429; the operator and the cluster agent log it too.
function(ctx) ctx.monitor.logs({
  symptom: 'Datadog is throttling our data',
  impact: 'metrics, logs or monitor changes arrive late or not at all',
  first_action: 'see whether agents drop telemetry (limit of the intake) or objects are not synchronized (limit of the API)',
  signal: ctx.signal.logs({ title: 'Throttled requests', search: '("429 Too Many Requests" OR "rate limit")' }),
  window: '15m',
  alert: 50,
  warn: 10,
  severity: 'P2',
  no_data: 'resolve',
})
