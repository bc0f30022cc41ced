// P1: without brokers no encounter starts and no note is filed. Partitions without a leader page by offline-partitions.
// Without a controller or without leaders nothing is written; when no broker reports at all, that is the worst case, not a lack of data.
// The best minute of a window counts: an election, which a rolling restart causes, takes seconds and does not page.
function(ctx) ctx.monitor.threshold({
  symptom: 'Kafka has no active controller',
  impact: 'encounters and workflows are blocked: no event is accepted',
  first_action: 'see which brokers are not ready and whether the quorum has a leader: if it has none, start all brokers at once',
  signal: ctx.signals.kafka.controllers,
  window: '5m',
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: 'P1',
  no_data: 'notify',
})
