// From the RabbitMQ integration (management API), one cluster check for the whole cluster: it has no host.
{
  'rabbitmq.queue.messages': { type: 'gauge', unit: 'message', tags: ['rabbitmq_queue'], meaning: 'messages in the queue, those that a worker holds included' },
  'rabbitmq.queue.messages.ack.count': { type: 'gauge', cumulative: true, unit: 'message', tags: ['rabbitmq_queue'], meaning: 'messages acknowledged since the statistics of the queue began' },
  'rabbitmq.queue.messages_ready': { type: 'gauge', unit: 'message', tags: ['rabbitmq_queue'], meaning: 'messages ready to be delivered' },
  'rabbitmq.queue.messages_unacknowledged': { type: 'gauge', unit: 'message', tags: ['rabbitmq_queue'], meaning: 'messages delivered and not yet acknowledged' },
  'rabbitmq.queue.messages.publish.rate': { type: 'gauge', unit: 'message', per_unit: 'second', tags: ['rabbitmq_queue'], meaning: 'messages published a second' },
  'rabbitmq.queue.messages.ack.rate': { type: 'gauge', unit: 'message', per_unit: 'second', tags: ['rabbitmq_queue'], meaning: 'messages acknowledged a second' },
  'rabbitmq.queue.consumers': { type: 'gauge', unit: 'consumer', tags: ['rabbitmq_queue'], meaning: 'consumers of a queue' },
  'rabbitmq.node.running': { type: 'gauge', unit: 'node', tags: ['rabbitmq_node'], meaning: '1 while the node runs' },
  'rabbitmq.node.mem_used': { type: 'gauge', unit: 'byte', tags: ['rabbitmq_node'], meaning: 'memory used by the node' },
  'rabbitmq.node.mem_limit': { type: 'gauge', unit: 'byte', tags: ['rabbitmq_node'], meaning: 'memory at which the node blocks publishers' },
  'rabbitmq.node.disk_free': { type: 'gauge', unit: 'byte', tags: ['rabbitmq_node'], meaning: 'free disk of the node' },
  'rabbitmq.node.mem_alarm': { type: 'gauge', unit: 'node', tags: ['rabbitmq_node'], meaning: '1 while the node is above its memory watermark: the cluster blocks every publisher' },
  'rabbitmq.node.disk_alarm': { type: 'gauge', unit: 'node', tags: ['rabbitmq_node'], meaning: '1 while the node has less free disk than its limit: the cluster blocks every publisher' },
  'rabbitmq.node.partitions': { type: 'gauge', unit: 'node', tags: ['rabbitmq_node'], meaning: 'nodes that this node cannot reach though they run' },
}
