function(ctx)
  local w = ctx.widget;
  local audio = ctx.signal.percentile({ title: 'Length of dictations', metric: 'audio.duration', percentile: 95 });
  [
    ctx.group({
      title: 'Dictations',
      rows: [[
        w.query_value({ signal: audio, height: 3, hint: 'A recorder that was never stopped delays everyone behind it' }),
        w.timeseries({ signal: audio, width: 5 }),
        w.heatmap({ signal: audio, width: 5, title: 'Spread of the length of dictations' }),
      ]],
    }),
  ]
