function(ctx) {
  local target = if 'grpc-latency' in ctx.service.slos then ctx.service.slos['grpc-latency'] else { percentile: 95 },
  calls: ctx.signal.count({ title: 'gRPC calls', metric: 'trace.grpc.server.hits' }),
  errors: ctx.signal.ratio({ title: 'Failed gRPC calls', bad: 'trace.grpc.server.errors', of: 'trace.grpc.server.hits' }),
  latency: ctx.signal.percentile({ title: 'gRPC latency', metric: 'trace.grpc.server', percentile: target.percentile }),
}
