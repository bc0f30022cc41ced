// P2: the primary works, but without a replica to promote the next failure signs every clinician out.
// The primary counts its replicas, so a pod that moves to another node is missing for a minute or two, not for ten.
function(ctx)
  local replicas = ctx.service.runs.replicas - 1;
  if replicas < 1 then null else ctx.monitor.threshold({
    symptom: 'Redis runs with fewer replicas than it should',
    impact: 'one candidate for a failover is missing: the next failure may lose all sessions',
    first_action: 'see which replica does not answer or has lost its link; two primaries, change neither and call the owner',
    signal: ctx.signals.redis.replicas,
    window: '10m',
    comparison: 'below',
    alert: replicas,
    recover: replicas,
    severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
    no_data: 'show',
  })
