function(ctx)
  local s = ctx.signals.redis;
  local w = ctx.widget;
  [
    ctx.group({
      title: 'Memory, hits and commands',
      rows: [
        [w.checks({ signal: s.alive }), w.query_value({ signal: s.hit_rate }), w.query_value({ signal: s.memory }), w.query_value({ signal: s.clients })],
        [
          w.timeseries({ signal: s.memory }),
          w.timeseries({ signal: s.evictions, colour: 'failure', hint: 'Keys evicted for lack of memory, including sessions and job state' }),
          w.timeseries({ signal: s.hit_rate, colour: 'traffic' }),
        ],
        [w.timeseries({ signal: s.commands, colour: 'traffic' }), w.timeseries({ signal: s.clients, colour: 'traffic' })],
      ],
    }),
  ]
