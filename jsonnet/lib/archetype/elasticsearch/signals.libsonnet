function(ctx) {
  health: ctx.signal.check({ title: 'Cluster health', check: 'elasticsearch.cluster_health', by: ['host'] }),
  unassigned: ctx.signal.gauge({ title: 'Unassigned shards', metric: 'elasticsearch.unassigned_shards', space: 'max', time: 'min' }),
  active: ctx.signal.gauge({ title: 'Active shards', metric: 'elasticsearch.active_shards', space: 'max' }),
  nodes: ctx.signal.gauge({ title: 'Nodes', metric: 'elasticsearch.number_of_nodes', space: 'min' }),
  heap: ctx.signal.gauge({ title: 'Heap used', metric: 'jvm.mem.heap_in_use', space: 'max', time: 'avg', by: ['host'] }),
  searches: ctx.signal.gauge({ title: 'Searches', metric: 'elasticsearch.search.query.total', space: 'sum', by: ['host'] }),
}
