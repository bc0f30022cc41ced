// P2: it may still fall by itself. At the watermark publishers are blocked, and blocked-by-memory pages.
// At the high watermark RabbitMQ blocks every publisher.
function(ctx) ctx.monitor.threshold({
  symptom: 'RabbitMQ is close to its memory watermark',
  impact: 'at the watermark publishers are blocked and encounters are no longer accepted',
  first_action: 'see whether an alarm is active (publishers are blocked now), and whether a long queue has no consumers',
  signal: ctx.signals.rabbitmq.memory,
  window: '10m',
  alert: 90,
  warn: 75,
  recover: 80,
  warn_recover: 70,
  severity: 'P2',
  no_data: 'resolve',
})
