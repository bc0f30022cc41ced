function(ctx) {
  health: ctx.signal.check({ title: 'Cluster health', check: 'elasticsearch.cluster_health', by: ['host'] }),
  status: ctx.signal.gauge({ title: 'Cluster status (0 red, 1 yellow, 2 green)', metric: 'elasticsearch.cluster_status', space_aggregation: 'max', time_aggregation: 'max' }),
  unassigned: ctx.signal.gauge({ title: 'Unassigned shards', metric: 'elasticsearch.unassigned_shards', space_aggregation: 'max', time_aggregation: 'min' }),
  active: ctx.signal.gauge({ title: 'Active shards', metric: 'elasticsearch.active_shards', space_aggregation: 'max' }),
  nodes: ctx.signal.gauge({ title: 'Nodes', metric: 'elasticsearch.number_of_nodes', space_aggregation: 'min', time_aggregation: 'max' }),
  heap: ctx.signal.gauge({ title: 'Heap used', metric: 'jvm.mem.heap_in_use', space_aggregation: 'max', time_aggregation: 'avg', by: ['host'] }),
  searches: ctx.signal.count({ title: 'Searches', metric: 'elasticsearch.search.query.total', by: ['host'] }),
  alive: ctx.signal.check({ title: 'Can connect', check: 'elasticsearch.can_connect', by: ['host'] }),
  breaker_trips: ctx.signal.count({ title: 'Trips of the parent circuit breaker', metric: 'elasticsearch.breakers.parent.tripped', by: ['host'] }),
  rejected_writes: ctx.signal.count({ title: 'Rejected writes', metric: 'elasticsearch.thread_pool.write.rejected.count', by: ['host'] }),
  rejected_searches: ctx.signal.count({ title: 'Rejected searches', metric: 'elasticsearch.thread_pool.search.rejected.count', by: ['host'] }),
}
