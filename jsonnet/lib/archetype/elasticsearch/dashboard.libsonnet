function(ctx)
  local s = ctx.signals.elasticsearch;
  local w = ctx.widget;
  [
    ctx.group({
      title: 'Shards, heap and searches',
      rows: [
        [w.query_value({ signal: s.status, limits: { alert: 0, warn: 1, better: 'higher', label: 'a primary shard is missing' } }), w.query_value({ signal: s.unassigned, limits: { alert: 1, label: 'a shard is unassigned' } }), w.query_value({ signal: s.heap }), w.query_value({ signal: s.nodes })],
        [
          w.timeseries({ signal: s.unassigned, colour: 'failure', display: 'area' }),
          w.timeseries({ signal: s.heap, colour: 'saturation' }),
        ],
        [w.timeseries({ signal: s.active, colour: 'traffic' }), w.timeseries({ signal: s.nodes, colour: 'traffic' })],
        [w.timeseries({ signal: s.rejected_searches, colour: 'failure' }), w.timeseries({ signal: s.rejected_writes, colour: 'failure' }), w.timeseries({ signal: s.breaker_trips, colour: 'failure', hint: 'A request was refused for memory' })],
      ],
    }),
  ]
