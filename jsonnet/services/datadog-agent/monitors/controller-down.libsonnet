// P2: what exists in Datadog stays and alerts, but no merged change arrives: neither a new monitor nor the fix of one that pages wrongly.
// By deployment, whose name stays. The chart cannot label the operator's Deployment, so the metric has the environment of the agent and no service.
function(ctx) ctx.monitor.threshold({
  symptom: 'a controller of Datadog objects is down',
  impact: 'merged changes of monitors, SLOs and dashboards are not applied, and changes made by hand stay',
  first_action: 'see whether its pod is ready, and what the last events say if it is not',
  signal: ctx.signal.gauge({
    title: 'Replicas of the controllers',
    metric: 'kubernetes_state.deployment.replicas_available',
    of_service: false,
    where: { kube_deployment: ['datadog-operator', 'datadog-link'] },
    space_aggregation: 'max',
    time_aggregation: 'max',
    by: ['kube_deployment'],
  }),
  window: '15m',
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: 'P2',
  no_data: 'notify',
})
