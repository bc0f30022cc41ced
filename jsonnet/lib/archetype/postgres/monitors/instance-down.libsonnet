// P2: reads move to the others and nothing is lost, but the next failure is an outage, so somebody acts the same day.
// Counted over all instances: a pod that moves to another node is missing for a minute or two, not for ten.
function(ctx)
  local replicas = ctx.service.runs.replicas;
  if replicas < 2 then null else ctx.monitor.threshold({
    symptom: 'PostgreSQL runs with fewer instances than it should',
    impact: 'one candidate for a failover is missing: the next failure stops all writes',
    first_action: "see which pod does not answer: it is the missing instance; if all answer, the check's login is broken",
    signal: ctx.signals.postgres.instances,
    window: '10m',
    comparison: 'below',
    alert: replicas,
    recover: replicas,
    severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
    no_data: 'show',
  })
