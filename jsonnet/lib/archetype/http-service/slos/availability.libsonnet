function(ctx) ctx.slo.events({ objective: 'requests are answered without an error', signal: ctx.signals['http-service'].errors })
