function(ctx) ctx.slo.time_slice({ promise: 'requests are answered in time', signal: ctx.signals['http-service'].latency })
