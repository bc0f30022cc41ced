// P2: events flow while partitions have leaders, but changes that one half makes are lost when the halves meet.
function(ctx) ctx.monitor.threshold({
  symptom: 'Kafka has more than one active controller',
  impact: 'the brokers disagree about leaders and topics: the next change may lose events, and offline-partitions pages if it does',
  first_action: 'ask each broker which controller it follows; create and change no topics until all agree',
  signal: ctx.signals.kafka.concurrent_controllers,
  window: '10m',
  alert: 1,
  recover: 1,
  severity: 'P2',
  no_data: 'resolve',
})
