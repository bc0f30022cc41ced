function(ctx) ctx.slo.events({
  objective: 'notes, orders and claims reach the EHR',
  signal: ctx.signal.ratio({ title: 'Failed deliveries', bad: 'workflow.deliveries.failed', of: 'workflow.deliveries.total' }),
})
