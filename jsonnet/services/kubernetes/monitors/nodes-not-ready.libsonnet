// P2: Kubernetes moves the pods to other nodes after five minutes, and services page if that does not work. All nodes in one alert, since one cause takes several.
// Fifteen minutes as KubeNodeNotReady of kubernetes-mixin: a node that is replaced is gone by then.
function(ctx) ctx.monitor.threshold({
  symptom: 'nodes are not ready',
  impact: 'their pods are moved, and volumes may stay attached to a lost node; services and stores page for what they lose',
  first_action: 'see which nodes are NotReady; SchedulingDisabled alone is a drain, not a fault',
  signal: ctx.signal.gauge({
    title: 'Nodes that are not ready',
    metric: 'kubernetes_state.node.by_condition',
    of_service: false,
    where: { condition: 'ready', status: ['false', 'unknown'] },
    space_aggregation: 'sum',
    time_aggregation: 'min',
  }),
  window: '15m',
  // Kubernetes reports a condition only while it holds: without a full window a single sample would alert.
  full_window: true,
  comparison: 'at_least',
  alert: 1,
  severity: 'P2',
  no_data: 'resolve',
})
