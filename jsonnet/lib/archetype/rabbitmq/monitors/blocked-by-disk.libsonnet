// P1: from this moment nothing is published, and ingestion rejects recordings. Five minutes without a break; disk-low (P2) warns before it.
function(ctx) ctx.monitor.threshold({
  symptom: 'RabbitMQ blocks publishers for lack of disk',
  impact: 'ingestion cannot queue recordings, and no job of the AI pipeline moves on',
  first_action: 'see which node has the disk alarm; no alarm means that it is over, then find what filled the disk',
  signal: ctx.signals.rabbitmq.disk_alarm,
  window: '5m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P1',
  no_data: 'resolve',
})
