// The limit and the share that may exceed it are those of the SLO target, so that the alert and the objective cannot drift apart.
local duration = import 'lib/duration.libsonnet';
local target = import 'lib/target.libsonnet';

function(ctx)
  local slo = target(ctx, 'latency');
  local limit_s = slo.under_s * ctx.by_env({ dev: 3, staging: 2, prod: 1 });
  ctx.monitor.threshold({
    symptom: 'requests take longer than ' + duration.text(limit_s),
    impact: 'clinicians wait at every click',
    first_action: 'see whether pods are at a full core (add pods) or a replica set is younger than the alert (roll back)',
    signal: ctx.signals['http-service'].slower_than(limit_s),
    window: '10m',
    alert: 100 - slo.target_percent,
    // Close to the alert: a service that keeps its objective may still spend half of its budget, so a warning at half would come every busy hour.
    warn: self.alert * 0.8,
    min_bad: 10,
    severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
    no_data: 'resolve',
  })
