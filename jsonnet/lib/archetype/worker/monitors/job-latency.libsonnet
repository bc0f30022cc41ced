// The threshold is the SLO target's latency, so that the alert and the objective cannot drift apart.
local target = import 'lib/target.libsonnet';

function(ctx)
  local under_s = target(ctx, 'job-latency').under_s * ctx.by_env({ dev: 3, staging: 2, prod: 1 });
  ctx.monitor.threshold({
    symptom: 'jobs take longer than the SLO target',
    impact: 'clinicians wait for results',
    signal: ctx.signals.worker.duration,
    window: '15m',
    alert: under_s,
    warn: under_s * 0.8,
    severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
    no_data: 'resolve',
  })
