// P2: `partitions-unavailable` pages for it, unless the whole cluster is down. The least over the window: while the controller changes, a sample may count
// partitions that get their leader a moment later.
function(ctx) ctx.monitor.threshold({
  symptom: 'Kafka partitions have no leader',
  impact: 'events of these partitions can be neither written nor read',
  first_action: 'list the partitions without a leader, and start the brokers of their Isr that are not ready',
  signal: ctx.signals.kafka.offline_partitions,
  window: '5m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P2',
  no_data: 'resolve',
})
