// P3: the pods that run keep serving; if too few do, replicas-short or no-replicas alerts. It explains a deployment that does not proceed.
function(ctx) ctx.monitor.threshold({
  symptom: 'containers cannot be created',
  impact: 'a deployment does not proceed, and a pod that moves to another node does not come back',
  first_action: 'see what the pods wait for: ErrImagePull is the image, CreateContainerConfigError a Secret or ConfigMap',
  signal: ctx.signals.workload.not_created,
  window: '10m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P3',
  no_data: 'resolve',
})
