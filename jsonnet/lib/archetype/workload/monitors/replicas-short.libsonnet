// P3: a loss of redundancy; error rates, backlogs and the stores' own monitors page for what it causes. Fifteen minutes at the best moment of the window, as
// KubeDeploymentReplicasMismatch of kubernetes-mixin: a rollout or an autoscaler that adds pods is no alert.
function(ctx) ctx.monitor.threshold({
  symptom: 'too few replicas are available',
  impact: 'the service has less capacity and redundancy than planned',
  first_action: 'see in which state the missing pods are: Pending, CrashLoopBackOff, ImagePullBackOff, or Running but not ready',
  signal: ctx.signals.workload.replicas,
  window: '15m',
  comparison: 'below',
  alert: 100,
  recover: 100,
  severity: 'P3',
  no_data: 'resolve',
})
