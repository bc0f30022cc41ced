function(ctx) ctx.slo.time_slice({ objective: 'requests are answered in time', signal: ctx.signals['http-service'].latency })
