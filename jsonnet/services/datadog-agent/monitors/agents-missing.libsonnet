// P2: the other nodes still report, every tier 1 service runs on several, and no clinician is affected. No agent at all pages, see agent-down.
// Measured against the nodes that exist, so that a cluster which scales down is no alert.
function(ctx) ctx.monitor.threshold({
  symptom: 'not every node has an agent',
  impact: 'these nodes are not monitored: alerts on their pods may not fire',
  first_action: 'see whether the nodes without an agent are ready: if they are not, the nodes are the problem',
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
  severity: 'P2',
  no_data: 'show',
})
