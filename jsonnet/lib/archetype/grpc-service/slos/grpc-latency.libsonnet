local target = import 'lib/target.libsonnet';

function(ctx) ctx.slo.events({ objective: 'calls are answered in time', signal: ctx.signals['grpc-service'].slower_than(target(ctx, 'grpc-latency').under_s) })
