// From the kubelet check and kube-state-metrics core; tagged with env, service and team through the pods' labels.
{
  'kubernetes.containers.restarts': { type: 'gauge', unit: 'restart', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'restarts of a container since its pod was created' },
  'kubernetes.memory.usage_pct': { type: 'gauge', unit: 'fraction', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'memory used as a fraction of its limit' },
  'kubernetes.cpu.usage.total': { type: 'gauge', unit: 'nanocore', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'CPU used' },
  'kubernetes.pods.running': { type: 'gauge', unit: 'pod', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set'], meaning: 'pods that run' },
  'kubernetes_state.container.status_report.count.waiting': { type: 'gauge', unit: 'container', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name', 'reason'], meaning: 'containers that wait, by reason (CrashLoopBackOff, ImagePullBackOff)' },
}
