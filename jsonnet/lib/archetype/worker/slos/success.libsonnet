function(ctx) ctx.slo.events({ objective: 'jobs succeed', signal: ctx.signals.worker.failures })
