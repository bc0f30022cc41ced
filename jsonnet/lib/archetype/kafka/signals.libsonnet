function(ctx) {
  offline_partitions: ctx.signal.gauge({ title: 'Partitions without a leader', metric: 'kafka.replication.offline_partitions_count', space_aggregation: 'max', time_aggregation: 'min' }),
  under_replicated: ctx.signal.gauge({ title: 'Under-replicated partitions', metric: 'kafka.replication.under_replicated_partitions', space_aggregation: 'sum', time_aggregation: 'min', by: ['host'] }),
  controllers: ctx.signal.gauge({ title: 'Active controllers', metric: 'kafka.replication.active_controller_count', space_aggregation: 'sum', time_aggregation: 'max' }),
  // The least over the window: a controller that moves is counted twice for a moment.
  concurrent_controllers: ctx.signal.gauge({ title: 'Active controllers at once', metric: 'kafka.replication.active_controller_count', space_aggregation: 'sum', time_aggregation: 'min' }),
  lag: ctx.signal.gauge({ title: 'Consumer lag', metric: 'kafka.consumer_lag', space_aggregation: 'sum', by: ['consumer_group', 'topic'] }),
  bytes_in: ctx.signal.gauge({ title: 'Bytes written a second', metric: 'kafka.net.bytes_in.rate', space_aggregation: 'sum', by: ['host'] }),
  bytes_out: ctx.signal.gauge({ title: 'Bytes read a second', metric: 'kafka.net.bytes_out.rate', space_aggregation: 'sum', by: ['host'] }),
  under_min_isr: ctx.signal.gauge({ title: 'Partitions below the minimum of in-sync replicas', metric: 'kafka.replication.under_min_isr_partition_count', space_aggregation: 'sum', time_aggregation: 'min' }),
  unclean_elections: ctx.signal.gauge({ title: 'Unclean leader elections a second', metric: 'kafka.replication.unclean_leader_elections.rate', space_aggregation: 'sum', time_aggregation: 'max' }),
}
