function(ctx) ctx.slo.time_slice({ objective: 'calls are answered in time', signal: ctx.signals['grpc-service'].latency })
