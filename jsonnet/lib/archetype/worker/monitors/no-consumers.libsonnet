// P2: it explains queue-stalled, which pages when jobs wait and none is finished; with an empty queue nobody is affected yet. The broker counts, so it is sure even if
// the worker reports nothing.
function(ctx) if ctx.signals.worker.queues == [] then null else ctx.monitor.threshold({
  symptom: 'nobody consumes the queue',
  impact: 'jobs wait until a worker is connected again; queue-stalled pages if one waits for 10 min',
  first_action: 'see whether any pod is ready: if one is, it has lost its connection to the broker',
  signal: ctx.signals.worker.consumers,
  window: '5m',
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
  no_data: 'show',
})
