// A pod that starts, dies and starts again serves no requests, however healthy the others look.
function(ctx) ctx.monitor.threshold({
  symptom: 'containers are in a crash loop',
  impact: 'the service runs with fewer pods than it needs, or with none',
  first_action: 'see whether any pod is ready (none is an outage: page the owner), and why the containers ended',
  signal: ctx.signals.workload.crash_loops,
  window: '10m',
  comparison: 'at_least',
  alert: 1,
  severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
  no_data: 'resolve',
})
