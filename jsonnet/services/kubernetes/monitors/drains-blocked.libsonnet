// P3: no service is affected, but the node cannot be drained, and an upgrade of the cluster stops there. Two hours: longer than a rollout or a restart of a store.
function(ctx) ctx.monitor.threshold({
  symptom: 'pods may not be evicted',
  impact: 'nodes with these pods cannot be drained, so upgrades of the cluster stop there',
  first_action: 'see which budgets allow no disruption, and whether they lack a pod or can never allow one',
  signal: ctx.signal.gauge({
    title: 'Pods that may be evicted',
    metric: 'kubernetes_state.pdb.disruptions_allowed',
    of_service: false,
    space_aggregation: 'max',
    time_aggregation: 'max',
    by: ['kube_namespace', 'poddisruptionbudget'],
  }),
  window: '2h',
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: 'P3',
  no_data: 'resolve',
})
