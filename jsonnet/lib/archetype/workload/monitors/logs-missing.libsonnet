// P2 in tier 1, where the audit trail must have no gap; P3 for the others and for stores, whose own monitors show that they are down.
// A healthy store or worker writes nothing for hours when nobody works. Only where no-traffic watches the traffic is a shorter silence a finding.
function(ctx)
  local always_called = std.member(ctx.service.archetypes, 'http-service') && ctx.service.tier == 1 && !('no-traffic' in ctx.service.without);
  ctx.monitor.logs({
    symptom: 'no logs arrive',
    impact: 'an incident of this service cannot be diagnosed, and the audit trail has a gap',
    first_action: 'see whether pods are ready and write lines: if they do, the collection is broken',
    signal: ctx.signals.workload.logs,
    window: if always_called then ctx.by_env({ dev: '1d', staging: '4h', prod: '30m' }) else '1d',
    comparison: 'below',
    alert: 1,
    recover: 1,
    severity: if 'language' in ctx.service.runs then ctx.by_tier({ '1': 'P2', '2': 'P3', '3': 'P3' }) else 'P3',
    no_data: 'last',
  })
