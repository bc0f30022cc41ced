function(ctx)
  local w = ctx.widget;
  local undelivered = ctx.signal.ratio({ title: 'Failed EHR deliveries', bad: 'workflow.deliveries.failed', of: 'workflow.deliveries.total', by: ['step'] });
  local deliveries = ctx.signal.count({ title: 'Deliveries to the EHR', metric: 'workflow.deliveries.total', by: ['step'] });
  [
    ctx.group({
      title: 'Deliveries to the EHR',
      rows: [[
        w.query_value({ signal: undelivered, height: 3, hint: 'A note that is not in the chart is invisible to everyone else' }),
        w.timeseries({ signal: undelivered, width: 5 }),
        w.timeseries({ signal: deliveries, width: 5, colour: 'outcome' }),
      ]],
    }),
  ]
