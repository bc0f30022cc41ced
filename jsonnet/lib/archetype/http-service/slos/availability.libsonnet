function(ctx) ctx.slo.events({ promise: 'requests are answered without an error', signal: ctx.signals['http-service'].errors })
