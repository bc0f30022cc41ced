// P2: dlq-growth alerts when letters arrive; this one reminds when nobody has replayed them for four hours, so that no encounter is forgotten overnight.
function(ctx) if ctx.signals.worker.queues == [] then null else ctx.monitor.threshold({
  symptom: 'dead letters wait',
  impact: 'each is an encounter without a result until someone replays the job',
  first_action: 'see how many messages are in the dead-letter queue, each an encounter that waits; 0 means that someone has replayed them',
  signal: ctx.signals.worker.dead_letters_ready,
  window: '4h',
  comparison: 'at_least',
  alert: 1,
  severity: ctx.by_tier({ '1': 'P2', '2': 'P3', '3': 'P3' }),
  no_data: 'last',
})
