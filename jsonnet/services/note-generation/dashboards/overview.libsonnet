function(ctx)
  local w = ctx.widget;
  local turnaround = ctx.signal.percentile({ title: 'Encounter to note', metric: 'note.turnaround', percentile: 95 });
  [
    ctx.group({
      title: 'From the end of the encounter to the finished note',
      rows: [[
        w.query_value({ signal: turnaround, height: 3, hint: 'What clinicians notice, through every stage of the pipeline' }),
        w.timeseries({ signal: turnaround, width: 5, events: ctx.deployments }),
        w.heatmap({ signal: turnaround, width: 5, title: 'Spread of encounter to note' }),
      ]],
    }),
  ]
