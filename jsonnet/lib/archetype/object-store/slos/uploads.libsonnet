function(ctx) ctx.slo.events({ objective: 'uploads are stored', signal: ctx.signals['object-store'].failures })
