// P3: capacity has no reserve left, and nobody is slowed down yet. Half an hour at the lowest moment; KubeHpaMaxedOut of kubernetes-mixin waits 15 minutes.
function(ctx) if ctx.service.runs.kind != 'deployment' then null else ctx.monitor.threshold({
  symptom: 'the autoscaler is at its maximum',
  impact: 'more load makes the service slow, because no pods are added',
  first_action: "compare the load of the pods with the autoscaler's target: at or below it the peak is over",
  signal: ctx.signals.workload.autoscaling,
  window: '30m',
  comparison: 'at_least',
  alert: 100,
  recover: 95,
  severity: 'P3',
  no_data: 'resolve',
})
