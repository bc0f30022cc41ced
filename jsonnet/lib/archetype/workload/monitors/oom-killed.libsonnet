// P3: one killed container has been restarted by the time anyone looks, and crash-loops alerts if it happens again and again. It stays until the pods are
// replaced, as they are when they get more memory.
function(ctx) ctx.monitor.threshold({
  symptom: 'containers were killed for memory',
  impact: 'the work that a killed container held starts again, and is killed again if it needs as much',
  first_action: 'see when and how often containers were killed: several times within minutes is a crash loop',
  signal: ctx.signals.workload.oom_killed,
  window: '15m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P3',
  no_data: 'resolve',
})
