function(ctx) {
  nodes: ctx.signal.gauge({ title: 'Running nodes', metric: 'rabbitmq.node.running', space_aggregation: 'sum', time_aggregation: 'min' }),
  memory: ctx.signal.share({ title: 'Memory used (of the high watermark)', part: 'rabbitmq.node.mem_used', whole: 'rabbitmq.node.mem_limit', by: ['rabbitmq_node'] }),
  disk_free: ctx.signal.gauge({ title: 'Free disk', metric: 'rabbitmq.node.disk_free', space_aggregation: 'min', time_aggregation: 'min', by: ['rabbitmq_node'] }),
  ready: ctx.signal.gauge({ title: 'Messages ready', metric: 'rabbitmq.queue.messages_ready', space_aggregation: 'sum', by: ['rabbitmq_queue'] }),
  unacknowledged: ctx.signal.gauge({ title: 'Messages unacknowledged', metric: 'rabbitmq.queue.messages_unacknowledged', space_aggregation: 'sum', by: ['rabbitmq_queue'] }),
  published: ctx.signal.gauge({ title: 'Messages published a second', metric: 'rabbitmq.queue.messages.publish.rate', space_aggregation: 'sum', by: ['rabbitmq_queue'] }),
  acknowledged: ctx.signal.gauge({ title: 'Messages acknowledged a second', metric: 'rabbitmq.queue.messages.ack.rate', space_aggregation: 'sum', by: ['rabbitmq_queue'] }),
  consumers: ctx.signal.gauge({ title: 'Consumers', metric: 'rabbitmq.queue.consumers', space_aggregation: 'sum', by: ['rabbitmq_queue'] }),
  memory_alarm: ctx.signal.gauge({ title: 'Memory alarm', metric: 'rabbitmq.node.mem_alarm', space_aggregation: 'max', time_aggregation: 'min' }),
  disk_alarm: ctx.signal.gauge({ title: 'Disk alarm', metric: 'rabbitmq.node.disk_alarm', space_aggregation: 'max', time_aggregation: 'min' }),
  partitions: ctx.signal.gauge({ title: 'Network partitions', metric: 'rabbitmq.node.partitions', space_aggregation: 'max', time_aggregation: 'min' }),
}
