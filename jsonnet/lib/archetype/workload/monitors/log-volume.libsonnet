// P3: it costs money and hides what matters, and nobody is slowed down. Compared with the volume that the costs are calculated from (policy/costs.libsonnet, or
// the declaration of the service) rather than with last week, so that a slow growth is found as well and a planned one is a reviewed change.
function(ctx)
  local planned = if ctx.service.logs != null then ctx.service.logs else ctx.policy.costs.logs;
  ctx.monitor.threshold({
    symptom: 'more logs than planned',
    impact: 'the logs of this service cost more than twice what is planned',
    first_action: 'see which pattern of the logs has most lines, and whether pods restart',
    signal: ctx.signals.workload.log_volume,
    window: '1d',
    alert: 2 * 1000000 * ctx.by_env(planned.million_events_per_day),
    severity: 'P3',
    no_data: 'resolve',
    suppress: { 'monitor/looser-production': { reason: 'production plans more logs: a threshold is twice the planned volume' } },
  })
