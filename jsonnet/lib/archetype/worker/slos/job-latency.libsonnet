function(ctx) ctx.slo.time_slice({ promise: 'jobs are finished in time', signal: ctx.signals.worker.duration })
