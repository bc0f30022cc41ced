function(ctx)
  local w = ctx.widget;
  local scans = ctx.signal.count({ title: 'Scans of vector indexes', metric: 'pgvector.index.scans' });
  local dead = ctx.signal.gauge({ title: 'Dead embeddings', metric: 'pgvector.dead_rows', space_aggregation: 'sum', time_aggregation: 'avg' });
  [
    ctx.group({
      title: 'Vector indexes',
      rows: [[
        w.query_value({ signal: dead, height: 3, hint: 'Rows that wait for vacuum slow every search down' }),
        w.timeseries({ signal: dead, width: 5, by: ['db'] }),
        w.timeseries({ signal: scans, width: 5, by: ['db'], hint: 'Searches without scans read whole tables' }),
      ]],
    }),
  ]
