// From the Elasticsearch integration.
{
  'elasticsearch.cluster_status': { type: 'gauge', unit: 'status', tags: ['host'], meaning: 'the state of the cluster: 0 red, 1 yellow, 2 green' },
  'elasticsearch.active_shards': { type: 'gauge', unit: 'shard', tags: ['host'], meaning: 'shards that serve' },
  'elasticsearch.unassigned_shards': { type: 'gauge', unit: 'shard', tags: ['host'], meaning: 'shards that no node serves' },
  'elasticsearch.number_of_nodes': { type: 'gauge', unit: 'node', tags: ['host'], meaning: 'nodes of the cluster' },
  'elasticsearch.search.query.total': { type: 'gauge', unit: 'query', tags: ['host'], meaning: 'searches' },
  'jvm.mem.heap_in_use': { type: 'gauge', unit: 'percent', tags: ['host'], meaning: 'heap used, in percent' },
}
