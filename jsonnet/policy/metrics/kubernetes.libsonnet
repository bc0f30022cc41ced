// From the kubelet check and kube-state-metrics core; tagged with env, service and team through the pods' labels.
{
  'kubernetes.containers.restarts': { type: 'gauge', cumulative: true, unit: 'restart', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'restarts of a container since its pod was created' },
  'kubernetes.memory.working_set': { type: 'gauge', unit: 'byte', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'memory and recently used page cache: what the limit is compared with' },
  'kubernetes.memory.rss': { type: 'gauge', unit: 'byte', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'resident memory, without page cache' },
  'kubernetes.memory.limits': { type: 'gauge', unit: 'byte', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'memory limit of a container' },
  'kubernetes.cpu.usage.total': { type: 'gauge', unit: 'nanocore', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name'], meaning: 'CPU used' },
  'kubernetes.pods.running': { type: 'gauge', unit: 'pod', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set'], meaning: 'pods that run' },
  'kubernetes_state.container.status_report.count.waiting': { type: 'gauge', unit: 'container', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name', 'reason'], meaning: 'containers that wait, by reason (CrashLoopBackOff, ImagePullBackOff)' },
  'kubernetes.containers.last_state.terminated': { type: 'gauge', unit: 'container', tags: ['kube_namespace', 'kube_deployment', 'kube_stateful_set', 'pod_name', 'reason'], meaning: 'containers by how their last run ended (OOMKilled, Error), until the pod is replaced' },
  'kubernetes_state.deployment.replicas_desired': { type: 'gauge', unit: 'pod', tags: ['kube_namespace', 'kube_deployment'], meaning: 'replicas that a deployment should have' },
  'kubernetes_state.statefulset.replicas_desired': { type: 'gauge', unit: 'pod', tags: ['kube_namespace', 'kube_stateful_set'], meaning: 'replicas that a stateful set should have' },
  'kubernetes_state.statefulset.replicas_ready': { type: 'gauge', unit: 'pod', tags: ['kube_namespace', 'kube_stateful_set'], meaning: 'replicas of a stateful set that are ready' },
  'kubernetes_state.hpa.desired_replicas': { type: 'gauge', unit: 'pod', tags: ['kube_namespace', 'horizontalpodautoscaler'], meaning: 'replicas that an autoscaler has decided on' },
  'kubernetes_state.hpa.max_replicas': { type: 'gauge', unit: 'pod', tags: ['kube_namespace', 'horizontalpodautoscaler'], meaning: 'replicas that an autoscaler may reach' },

  // The kubelet reports a volume while a pod mounts it, with the pod's tags.
  'kubernetes.kubelet.volume.stats.available_bytes': { type: 'gauge', unit: 'byte', tags: ['kube_namespace', 'kube_stateful_set', 'persistentvolumeclaim'], meaning: 'space of a volume that is free for other users than root' },
  'kubernetes.kubelet.volume.stats.capacity_bytes': { type: 'gauge', unit: 'byte', tags: ['kube_namespace', 'kube_stateful_set', 'persistentvolumeclaim'], meaning: 'size of a volume' },
  'kubernetes.kubelet.volume.stats.inodes_free': { type: 'gauge', unit: 'inode', tags: ['kube_namespace', 'kube_stateful_set', 'persistentvolumeclaim'], meaning: 'inodes of a volume that are free' },
  'kubernetes.kubelet.volume.stats.inodes': { type: 'gauge', unit: 'inode', tags: ['kube_namespace', 'kube_stateful_set', 'persistentvolumeclaim'], meaning: 'inodes of a volume' },

  'kubernetes_state.cronjob.duration_since_last_successful': { type: 'gauge', unit: 'second', tags: ['kube_namespace', 'kube_cronjob'], meaning: 'time since a job of the cron job last succeeded' },
  'kubernetes_state.node.by_condition': { type: 'gauge', unit: 'node', tags: ['node', 'condition', 'status'], meaning: '1 for each condition of a node with the status that it has' },
  'kubernetes_state.pdb.disruptions_allowed': { type: 'gauge', unit: 'pod', tags: ['kube_namespace', 'poddisruptionbudget'], meaning: 'pods that may be evicted now' },
}
