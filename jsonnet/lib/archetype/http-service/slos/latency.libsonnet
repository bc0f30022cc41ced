local target = import 'lib/target.libsonnet';

function(ctx) ctx.slo.events({ objective: 'requests are answered in time', signal: ctx.signals['http-service'].slower_than(target(ctx, 'latency').under_s) })
