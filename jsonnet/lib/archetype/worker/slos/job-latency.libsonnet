local target = import 'lib/target.libsonnet';

function(ctx) ctx.slo.events({ objective: 'jobs are finished in time', signal: ctx.signals.worker.slower_than(target(ctx, 'job-latency').under_s) })
