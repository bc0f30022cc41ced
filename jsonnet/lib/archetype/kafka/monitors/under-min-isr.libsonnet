// P1: producers that wait for all replicas (acks=all, the default of our clients) are refused. Five minutes without a break: a broker that restarts takes less.
function(ctx) ctx.monitor.threshold({
  symptom: 'partitions with too few in-sync replicas accept no writes',
  impact: 'events of encounters and workflows are refused, and their services block or fail',
  first_action: 'list the partitions: the broker in Replicas that is missing in Isr on most lines is the one to get back',
  signal: ctx.signals.kafka.under_min_isr,
  window: '5m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P1',
  no_data: 'resolve',
})
