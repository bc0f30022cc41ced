// Measured against the nodes that exist, so that a cluster which scales down is no alert; no number at all means that nothing reports any more.
function(ctx) ctx.monitor.threshold({
  symptom: 'node agents are down',
  impact: 'these nodes are not monitored: other alerts may not fire',
  signal: ctx.signal.share({
    title: 'Nodes with a ready agent',
    part: 'kubernetes_state.daemonset.ready',
    whole: 'kubernetes_state.daemonset.desired',
    space_aggregation: 'sum',
    time_aggregation: 'max',
    of_service: false,
    where: { kube_daemon_set: 'datadog' },
  }),
  window: '15m',
  comparison: 'below',
  alert: 95,
  warn: 100,
  recover: 97,
  warn_recover: 100,
  severity: 'P1',
  no_data: 'notify',
})
