function(ctx) ctx.slo.time_slice({ objective: 'jobs are finished in time', signal: ctx.signals.worker.duration })
