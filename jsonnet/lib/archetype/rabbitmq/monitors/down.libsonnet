// P1 below the quorum: no job moves. A single node is the warning, for the channel.
// A quorum is more than half of the nodes: with fewer, quorum queues stop.
function(ctx)
  local replicas = ctx.service.runs.replicas;
  ctx.monitor.threshold({
    symptom: 'RabbitMQ has too few nodes',
    impact: 'the AI pipeline has stopped: no dictation becomes a note',
    first_action: 'see which nodes run: with one missing queues work; without a majority start all pods together',
    signal: ctx.signals.rabbitmq.nodes,
    window: '5m',
    comparison: 'below',
    alert: std.floor(replicas / 2) + 1,
    warn: replicas,
    recover: std.floor(replicas / 2) + 1,
    warn_recover: replicas,
    severity: 'P1',
    no_data: 'notify',
  })
