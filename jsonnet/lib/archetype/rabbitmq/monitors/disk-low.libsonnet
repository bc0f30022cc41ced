// P2: hours are left. At the limit publishers are blocked, and blocked-by-disk pages.
// Below disk_free_limit RabbitMQ blocks every publisher; the thresholds leave hours, not minutes.
function(ctx) ctx.monitor.threshold({
  symptom: 'RabbitMQ runs out of disk',
  impact: 'without disk publishers are blocked and encounters are no longer accepted',
  first_action: 'see whether an alarm is active (publishers are blocked now: grow the volume) and how full each volume is',
  signal: ctx.signals.rabbitmq.disk_free,
  window: '10m',
  comparison: 'below',
  alert: 5 * 1024 * 1024 * 1024,
  warn: 10 * 1024 * 1024 * 1024,
  severity: 'P2',
  no_data: 'resolve',
})
