// The threshold is the SLO target's latency, so that the alert and the objective cannot drift apart.
local target = import 'lib/target.libsonnet';

function(ctx)
  local under_s = target(ctx, 'grpc-latency').under_s * ctx.by_env({ dev: 3, staging: 2, prod: 1 });
  ctx.monitor.threshold({
    symptom: 'gRPC calls are slower than the SLO target',
    impact: 'every note waits for its passages',
    signal: ctx.signals['grpc-service'].latency,
    window: '10m',
    alert: under_s,
    warn: under_s * 0.8,
    severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
    no_data: 'resolve',
  })
