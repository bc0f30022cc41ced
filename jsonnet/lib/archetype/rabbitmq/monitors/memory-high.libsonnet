// At the high watermark RabbitMQ blocks every publisher.
function(ctx) ctx.monitor.threshold({
  symptom: 'RabbitMQ is close to its memory watermark',
  impact: 'at the watermark publishers are blocked and encounters are no longer accepted',
  signal: ctx.signals.rabbitmq.memory,
  window: '10m',
  alert: 90,
  warn: 75,
  recover: 80,
  warn_recover: 70,
  severity: 'P2',
  no_data: 'resolve',
})
