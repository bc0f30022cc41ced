// P1: from this moment nothing is published, and ingestion rejects recordings. Five minutes without a break; memory-high (P2) warns before it.
function(ctx) ctx.monitor.threshold({
  symptom: 'RabbitMQ blocks publishers for lack of memory',
  impact: 'ingestion cannot queue recordings, and no job of the AI pipeline moves on',
  first_action: 'see which node has the memory alarm; no alarm means that it is over, then find what filled the memory',
  signal: ctx.signals.rabbitmq.memory_alarm,
  window: '5m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P1',
  no_data: 'resolve',
})
