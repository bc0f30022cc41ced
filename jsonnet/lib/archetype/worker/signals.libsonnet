// Jobs are counted by the shared monitoring package, waiting messages by the broker: a dead worker still shows in the broker's metrics.
local duration = import 'lib/duration.libsonnet';

function(ctx) {
  local queues = [s.name for s in ctx.service.consumes if s.kind == 'rabbitmq'],
  local topics = [s.name for s in ctx.service.consumes if s.kind == 'kafka'],
  local stream = if std.length(topics) == 0 then ['queue'] else if std.length(queues) == 0 then ['topic'] else [],
  queues:: queues,
  topics:: topics,
  // The services whose tag the broker's metrics carry; a dashboard must not filter them out.
  carriers:: [s.broker for s in ctx.service.consumes],
  jobs: ctx.signal.count({ title: 'Jobs finished', metric: 'jobs.total', by: stream }),
  failures: ctx.signal.ratio({ title: 'Failed jobs', bad: 'jobs.failed', of: 'jobs.total', by: stream }),
  duration: ctx.signal.percentile({ title: 'Job latency', metric: 'jobs.duration', percentile: 95 }),
  slower_than(limit_s):: ctx.signal.over_limit({ title: 'Jobs slower than ' + duration.text(limit_s), metric: 'jobs.duration', limit: limit_s }),
  oldest: ctx.signal.gauge({ title: 'Age of the oldest waiting job', metric: 'jobs.age', space_aggregation: 'max', time_aggregation: 'max', by: stream }),
  // Each instance reports the whole queue or topic.
  waiting: ctx.signal.gauge({ title: 'Waiting messages', metric: 'queue.lag', space_aggregation: 'max', by: stream }),
  // As the workers see them, with their tag: for comparisons of services. Each instance reports the whole queue.
  dead_letters_seen: ctx.signal.gauge({ title: 'Dead letters', metric: 'dlq.size', space_aggregation: 'max', by: if stream == ['queue'] then stream else [] }),
  dead_letters: ctx.signal.gauge({
    title: 'Dead letters',
    metric: 'rabbitmq.queue.messages_ready',
    of_service: false,
    where: { rabbitmq_queue: [queue + '.dlq' for queue in queues] },
    space_aggregation: 'sum',
    by: ['rabbitmq_queue'],
  }),
  backlog: ctx.signal.gauge({
    title: 'Messages ready in the queue',
    metric: 'rabbitmq.queue.messages_ready',
    of_service: false,
    where: { rabbitmq_queue: queues },
    space_aggregation: 'sum',
    time_aggregation: 'min',
    by: ['rabbitmq_queue'],
  }),
  // A job that fails is acknowledged too, once it waits for its retry or is a dead letter: none is acknowledged only while no work is done.
  stalled_queue: ctx.signal.stalled({
    title: 'Messages in the queue while none is acknowledged',
    waiting: 'rabbitmq.queue.messages',
    taken: 'rabbitmq.queue.messages.ack.count',
    of_service: false,
    where: { rabbitmq_queue: queues },
    by: ['rabbitmq_queue'],
  }),
  stalled_topic: ctx.signal.stalled({
    title: 'Consumer lag while no offset is committed',
    waiting: 'kafka.consumer_lag',
    taken: 'kafka.consumer_offset',
    of_service: false,
    where: { consumer_group: ctx.service.name },
    by: ['topic'],
  }),
  consumers: ctx.signal.gauge({
    title: 'Consumers of the queue',
    metric: 'rabbitmq.queue.consumers',
    of_service: false,
    where: { rabbitmq_queue: queues },
    space_aggregation: 'max',
    time_aggregation: 'max',
    by: ['rabbitmq_queue'],
  }),
  dead_letters_ready: ctx.signal.gauge({
    title: 'Dead letters that wait',
    metric: 'rabbitmq.queue.messages_ready',
    of_service: false,
    where: { rabbitmq_queue: [queue + '.dlq' for queue in queues] },
    space_aggregation: 'max',
    time_aggregation: 'min',
    by: ['rabbitmq_queue'],
  }),
  lag: ctx.signal.gauge({
    title: 'Consumer lag',
    metric: 'kafka.consumer_lag',
    of_service: false,
    where: { consumer_group: ctx.service.name },
    space_aggregation: 'sum',
    time_aggregation: 'min',
    by: ['topic'],
  }),
}
