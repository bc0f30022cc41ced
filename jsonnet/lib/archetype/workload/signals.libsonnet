// Pods of a service, as Kubernetes sees them, and its logs.
function(ctx) {
  local is_deployment = ctx.service.runs.kind == 'deployment',
  local group = if is_deployment then ['kube_deployment'] else ['kube_stateful_set'],
  crash_loops: ctx.signal.gauge({
    title: 'Containers in a crash loop',
    metric: 'kubernetes_state.container.status_report.count.waiting',
    where: { reason: 'crashloopbackoff' },
    space_aggregation: 'sum',
    time_aggregation: 'max',
    by: group,
  }),
  // Reasons for which a container is not created at all; each needs a change of a manifest, a Secret or the registry.
  not_created: ctx.signal.gauge({
    title: 'Containers that cannot be created',
    metric: 'kubernetes_state.container.status_report.count.waiting',
    where: { reason: ['errimagepull', 'imagepullbackoff', 'invalidimagename', 'createcontainererror', 'createcontainerconfigerror'] },
    space_aggregation: 'sum',
    time_aggregation: 'max',
    by: group,
  }),
  // Counts containers, not kills: the last state stays until the pod is replaced or the container ends for another reason.
  oom_killed: ctx.signal.gauge({
    title: 'Containers last killed for memory',
    metric: 'kubernetes.containers.last_state.terminated',
    where: { reason: 'oomkilled' },
    space_aggregation: 'sum',
    time_aggregation: 'max',
    by: group,
  }),
  replicas: ctx.signal.share({
    title: 'Replicas that serve (of those desired)',
    space_aggregation: 'sum',
    time_aggregation: 'max',
    by: group,
  } + (
    if is_deployment then { part: 'kubernetes_state.deployment.replicas_available', whole: 'kubernetes_state.deployment.replicas_desired' }
    else { part: 'kubernetes_state.statefulset.replicas_ready', whole: 'kubernetes_state.statefulset.replicas_desired' }
  )),
  // An autoscaler has the name of the deployment that it scales, and no labels of ours.
  autoscaling: ctx.signal.share({
    title: 'Replicas (of the maximum of the autoscaler)',
    part: 'kubernetes_state.hpa.desired_replicas',
    whole: 'kubernetes_state.hpa.max_replicas',
    time_aggregation: 'min',
    of_service: false,
    where: { horizontalpodautoscaler: ctx.service.name },
  }),
  // The working set of a store includes the page cache of the files that it uses, which fills every limit; what it cannot give back is its resident memory.
  memory: ctx.signal.share({ title: 'Memory used (of the limit)', part: if ctx.service.runs.kind == 'stateful-set' then 'kubernetes.memory.rss' else 'kubernetes.memory.working_set', whole: 'kubernetes.memory.limits', space_aggregation: 'sum', by: ['pod_name'] }),
  cpu: ctx.signal.gauge({ title: 'CPU used', metric: 'kubernetes.cpu.usage.total', space_aggregation: 'sum', by: group }),
  restarts: ctx.signal.count({ title: 'Container restarts', metric: 'kubernetes.containers.restarts', by: ['pod_name'] }),
  pods: ctx.signal.gauge({ title: 'Running pods', metric: 'kubernetes.pods.running', space_aggregation: 'sum', by: group }),
  // What is free rather than what is used: blocks that a file system reserves for root are neither.
  volume_free: ctx.signal.share({ title: 'Free space of the volumes', part: 'kubernetes.kubelet.volume.stats.available_bytes', whole: 'kubernetes.kubelet.volume.stats.capacity_bytes', time_aggregation: 'max', by: ['persistentvolumeclaim'] }),
  inodes_free: ctx.signal.share({ title: 'Free inodes of the volumes', part: 'kubernetes.kubelet.volume.stats.inodes_free', whole: 'kubernetes.kubelet.volume.stats.inodes', time_aggregation: 'max', by: ['persistentvolumeclaim'] }),
  logs: ctx.signal.logs({ title: 'Log lines', search: '' }),
  log_volume: ctx.signal.count({ title: 'Log lines, indexed or not', metric: 'scribemed.logs.lines' }),
  error_logs: ctx.signal.logs({ title: 'Error log lines', search: 'status:error' }),
}
