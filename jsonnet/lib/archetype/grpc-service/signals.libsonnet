local duration = import 'lib/duration.libsonnet';

function(ctx) {
  calls: ctx.signal.count({ title: 'gRPC calls', metric: 'trace.grpc.server.hits' }),
  errors: ctx.signal.ratio({ title: 'Failed gRPC calls', bad: 'trace.grpc.server.errors', of: 'trace.grpc.server.hits' }),
  latency: ctx.signal.percentile({ title: 'gRPC latency', metric: 'trace.grpc.server', percentile: 95 }),
  slower_than(limit_s):: ctx.signal.over_limit({ title: 'gRPC calls slower than ' + duration.text(limit_s), metric: 'trace.grpc.server', limit: limit_s }),
}
