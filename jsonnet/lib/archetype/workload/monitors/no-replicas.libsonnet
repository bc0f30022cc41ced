// P1 where clinicians call the service and no traffic is no alert: without a pod no request is counted, so nothing else says that it is gone. Otherwise P2, since
// no-traffic, queue-stalled or topic-stalled pages. A store's own monitor of availability covers a stateful set.
function(ctx)
  local is(archetype) = std.member(ctx.service.archetypes, archetype);
  local effects = (if is('worker') then ['its jobs wait until queue-stalled or topic-stalled pages'] else [])
                  + (if is('worker') && !is('http-service') then [] else ['its requests are refused']);
  if ctx.service.runs.kind != 'deployment' then null else ctx.monitor.threshold({
    symptom: 'no replica is available',
    impact: std.join(', and ', effects),
    first_action: 'see in which state the pods are; none at all means that the workload was scaled to zero or deleted',
    signal: ctx.signals.workload.replicas,
    window: '5m',
    comparison: 'below',
    alert: 1,
    recover: 2,
    severity: ctx.by_tier({
      '1': if is('http-service') && 'no-traffic' in ctx.service.without then 'P1' else 'P2',
      '2': 'P2',
      '3': 'P3',
    }),
    no_data: 'show',
  })
