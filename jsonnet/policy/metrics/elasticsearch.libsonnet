// From the Elasticsearch integration.
{
  'elasticsearch.cluster_status': { type: 'gauge', unit: 'status', tags: ['host'], meaning: 'the state of the cluster: 0 red, 1 yellow, 2 green' },
  'elasticsearch.active_shards': { type: 'gauge', unit: 'shard', tags: ['host'], meaning: 'shards that serve' },
  'elasticsearch.unassigned_shards': { type: 'gauge', unit: 'shard', tags: ['host'], meaning: 'shards that no node serves' },
  'elasticsearch.number_of_nodes': { type: 'gauge', unit: 'node', tags: ['host'], meaning: 'nodes of the cluster' },
  'elasticsearch.search.query.total': { type: 'gauge', cumulative: true, unit: 'query', tags: ['host'], meaning: 'searches since the node started' },
  'jvm.mem.heap_in_use': { type: 'gauge', unit: 'percent', tags: ['host'], meaning: 'heap used, in percent' },
  'elasticsearch.breakers.parent.tripped': { type: 'gauge', cumulative: true, unit: 'operation', tags: ['host'], meaning: 'requests that the parent circuit breaker has rejected since the node started' },
  'elasticsearch.thread_pool.write.rejected.count': { type: 'count', unit: 'request', tags: ['host'], meaning: 'writes rejected because the queue of the node was full' },
  'elasticsearch.thread_pool.search.rejected.count': { type: 'count', unit: 'request', tags: ['host'], meaning: 'searches rejected because the queue of the node was full' },
}
