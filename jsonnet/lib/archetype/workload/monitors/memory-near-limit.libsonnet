// P3: nobody is affected yet; a pod that is killed alerts by its crash loop.
// Beyond its memory limit a container is killed without a chance to finish its work.
function(ctx) ctx.monitor.threshold({
  symptom: 'a pod is close to its memory limit',
  impact: 'the kernel kills the pod, and the work it held starts again',
  first_action: 'see whether one pod is high (its work or a leak) or all are (load, a new version, a low limit)',
  signal: ctx.signals.workload.memory,
  window: '15m',
  alert: 95,
  warn: 88,
  recover: 90,
  warn_recover: 85,
  severity: 'P3',
  no_data: 'resolve',
})
