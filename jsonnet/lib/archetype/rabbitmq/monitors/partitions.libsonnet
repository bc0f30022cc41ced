// P1: two halves that both accept messages lose those of one half when they are joined, and a queue without a majority stops.
function(ctx) ctx.monitor.threshold({
  symptom: 'RabbitMQ is split into partitions',
  impact: 'queues without a majority stop, and messages of one side may be lost when the nodes are joined',
  first_action: 'ask each node for network partitions; if none lists any, the cluster has healed: check the queues',
  signal: ctx.signals.rabbitmq.partitions,
  window: '5m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P1',
  no_data: 'resolve',
})
