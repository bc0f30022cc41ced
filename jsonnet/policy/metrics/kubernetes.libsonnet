// From the kubelet check and kube-state-metrics core; tagged with env, service and team through the pods' labels.
{
  'kubernetes.containers.restarts': { type: 'gauge', unit: 'restart', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'restarts of a container since its pod was created' },
  'kubernetes.memory.working_set': { type: 'gauge', unit: 'byte', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'memory and recently used page cache: what the limit is held against' },
  'kubernetes.memory.rss': { type: 'gauge', unit: 'byte', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'resident memory, without page cache' },
  'kubernetes.memory.limits': { type: 'gauge', unit: 'byte', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'memory limit of a container' },
  'kubernetes.cpu.usage.total': { type: 'gauge', unit: 'nanocore', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'CPU used' },
  'kubernetes.pods.running': { type: 'gauge', unit: 'pod', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set'], meaning: 'pods that run' },
  'kubernetes_state.container.status_report.count.waiting': { type: 'gauge', unit: 'container', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name', 'reason'], meaning: 'containers that wait, by reason (CrashLoopBackOff, ImagePullBackOff)' },
}
