function(ctx) ctx.slo.time_slice({ promise: 'calls are answered in time', signal: ctx.signals['grpc-service'].latency })
