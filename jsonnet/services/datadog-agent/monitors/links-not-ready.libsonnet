// P2: alerts on error budgets and combined alerts are what is missing then; the alerts that they refer to work.
// At every moment of the window at least one linked object was not ready: one that waits for a new object for a moment does not alert.
function(ctx) ctx.monitor.threshold({
  symptom: 'an object that refers to others is not applied',
  impact: 'an alert on an error budget, a combined monitor or a dashboard is missing, or is still the one from before the last merge',
  first_action: 'list the linked objects that are not ready: the message says which object each waits for',
  signal: ctx.signal.gauge({
    title: 'Least state of all linked objects (1 ready, 0 not)',
    metric: 'kubernetes_state_customresource.datadog_link_condition',
    of_service: false,
    where: { condition: 'ready' },
    space_aggregation: 'min',
    time_aggregation: 'max',
  }),
  window: '30m',
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: 'P2',
  no_data: 'show',
})
