function(ctx) ctx.slo.events({ promise: 'jobs succeed', signal: ctx.signals.worker.failures })
