function(ctx)
  local w = ctx.widget;
  local empty = ctx.signal.ratio({ title: 'Empty retrievals', bad: 'retrieval.empty', of: 'retrieval.total' });
  local retrievals = ctx.signal.count({ title: 'Retrievals', metric: 'retrieval.total' });
  [
    ctx.group({
      title: 'Retrievals',
      rows: [[
        w.query_value({ signal: empty, height: 3, hint: 'Notes are then written without sources' }),
        w.timeseries({ signal: empty, width: 5 }),
        w.timeseries({ signal: retrievals, width: 5 }),
      ]],
    }),
  ]
