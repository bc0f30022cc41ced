local duration = import 'lib/duration.libsonnet';

function(ctx) {
  local seen_by_clients = { of_service: false, where: { store: ctx.service.name } },
  // The services whose tag the clients' metrics carry; a dashboard must not filter them out.
  carriers:: ctx.clients,
  requests: ctx.signal.count({ title: 'Requests', metric: 'vector.requests.total', by: ['operation'] } + seen_by_clients),
  failures: ctx.signal.ratio({ title: 'Failed requests', bad: 'vector.requests.failed', of: 'vector.requests.total' } + seen_by_clients),
  latency: ctx.signal.percentile({ title: 'Vector search latency', metric: 'vector.requests.duration', percentile: 95 } + seen_by_clients),
  slower_than(limit_s):: ctx.signal.over_limit({ title: 'Vector searches slower than ' + duration.text(limit_s), metric: 'vector.requests.duration', limit: limit_s } + seen_by_clients),
  index_size: ctx.signal.gauge({ title: 'Size of the vector indexes', metric: 'pgvector.index.size', space_aggregation: 'sum', by: ['db'] }),
  rows: ctx.signal.gauge({ title: 'Embeddings', metric: 'pgvector.rows', space_aggregation: 'max', by: ['db'] }),
}
