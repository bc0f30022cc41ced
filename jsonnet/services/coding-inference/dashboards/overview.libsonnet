function(ctx)
  local w = ctx.widget;
  local unsure = ctx.signal.ratio({ title: 'Code proposals with low confidence', bad: 'coding.low_confidence', of: 'inference.total', by: ['model'] });
  [
    ctx.group({
      title: 'Code proposals',
      rows: [[
        w.query_value({ signal: unsure, height: 3, hint: 'Coders must check these by hand' }),
        w.timeseries({ signal: unsure, width: 10 }),
      ]],
    }),
  ]
