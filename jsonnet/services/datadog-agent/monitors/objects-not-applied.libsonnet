// P2: the alert of somebody's service is not the one that was merged; nobody is affected until it is needed.
// At every moment of the window at least one object was not applied: an object that Datadog accepts when it is tried again does not alert.
function(ctx) ctx.monitor.threshold({
  symptom: 'the operator cannot apply an object',
  impact: 'a monitor, SLO, dashboard, downtime or test is missing, or is still the one from before the last merge',
  first_action: 'list the objects that are not OK: one has a fault of its own, all of them lack a key or are throttled',
  signal: ctx.signal.gauge({
    title: 'Least state of all objects (1 applied, 0 not)',
    metric: 'kubernetes_state_customresource.datadog_object_synced',
    of_service: false,
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
