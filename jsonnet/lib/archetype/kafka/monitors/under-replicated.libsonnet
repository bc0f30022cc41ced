function(ctx) ctx.monitor.threshold({
  symptom: 'Kafka partitions are under-replicated',
  impact: 'the next broker failure loses events',
  first_action: 'see whether producers fail already (a partition below its minimum); restart no other broker while one catches up',
  signal: ctx.signals.kafka.under_replicated,
  window: '15m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P2',
  no_data: 'resolve',
})
