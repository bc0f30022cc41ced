// P2: the kubelet evicts pods while it lasts, first those that use more than they asked for; services page for what they lose.
function(ctx) ctx.monitor.threshold({
  symptom: 'nodes are under pressure',
  impact: 'pods on these nodes are evicted, and no new ones are placed there',
  first_action: 'see which nodes are under pressure, and which pods were evicted',
  signal: ctx.signal.gauge({
    title: 'Nodes under pressure',
    metric: 'kubernetes_state.node.by_condition',
    of_service: false,
    where: { condition: ['diskpressure', 'memorypressure', 'pidpressure'], status: 'true' },
    space_aggregation: 'sum',
    time_aggregation: 'min',
    by: ['condition'],
  }),
  window: '10m',
  // Kubernetes reports a condition only while it holds: without a full window a single sample would alert.
  full_window: true,
  comparison: 'at_least',
  alert: 1,
  severity: 'P2',
  no_data: 'resolve',
})
