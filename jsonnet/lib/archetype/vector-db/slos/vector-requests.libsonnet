function(ctx) ctx.slo.events({ objective: 'searches and updates of vectors succeed', signal: ctx.signals['vector-db'].failures })
