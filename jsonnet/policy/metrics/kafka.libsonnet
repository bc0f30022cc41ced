// From the Kafka integration (JMX) and the Kafka consumer integration.
{
  'kafka.consumer_lag': { type: 'gauge', unit: 'message', tags: ['topic', 'consumer_group'], meaning: 'messages between the end of a partition and what the group has committed' },
  'kafka.consumer_offset': { type: 'gauge', cumulative: true, unit: 'message', tags: ['topic', 'consumer_group'], meaning: 'messages of a partition that the group has committed since the topic was created' },
  'kafka.replication.under_replicated_partitions': { type: 'gauge', unit: 'partition', tags: ['host'], meaning: 'partitions with fewer in-sync replicas than configured' },
  'kafka.replication.offline_partitions_count': { type: 'gauge', unit: 'partition', tags: ['host'], meaning: 'partitions without a leader: nobody can read or write them' },
  'kafka.replication.active_controller_count': { type: 'gauge', unit: 'node', tags: ['host'], meaning: '1 on the active controller' },
  'kafka.net.bytes_in.rate': { type: 'gauge', unit: 'byte', per_unit: 'second', tags: ['host'], meaning: 'bytes written a second' },
  'kafka.topic.net.bytes_in.rate': { type: 'gauge', unit: 'byte', per_unit: 'second', tags: ['host', 'topic'], meaning: 'bytes written to a topic a second' },
  'kafka.net.bytes_out.rate': { type: 'gauge', unit: 'byte', per_unit: 'second', tags: ['host'], meaning: 'bytes read a second' },
  'kafka.replication.under_min_isr_partition_count': { type: 'gauge', unit: 'partition', tags: ['host'], meaning: 'partitions with fewer in-sync replicas than min.insync.replicas: they reject writes that wait for all replicas' },
  'kafka.replication.unclean_leader_elections.rate': { type: 'gauge', unit: 'event', per_unit: 'second', tags: ['host'], meaning: 'elections of a leader that lacked acknowledged messages: they are lost' },
}
