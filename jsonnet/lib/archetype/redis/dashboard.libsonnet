function(ctx)
  local s = ctx.signals.redis;
  local w = ctx.widget;
  [
    ctx.group({
      title: 'Memory, hits and commands',
      rows: [
        [w.query_value({ signal: s.primary_clients, limits: { alert: 1, better: 'higher', label: 'a primary exists' } }), w.query_value({ signal: s.replicas }), w.query_value({ signal: s.hit_rate }), w.query_value({ signal: s.memory })],
        [
          w.timeseries({ signal: s.memory }),
          w.timeseries({ signal: s.evictions, colour: 'failure', hint: 'Keys evicted for lack of memory, including sessions and job state' }),
          w.timeseries({ signal: s.hit_rate, colour: 'traffic' }),
        ],
        [w.timeseries({ signal: s.commands, colour: 'traffic' }), w.timeseries({ signal: s.clients, colour: 'traffic' }), w.timeseries({ signal: s.rejected_connections, colour: 'failure', hint: 'maxclients is reached' })],
        [w.checks({ signal: s.replica_link, title: 'Replicas linked to the primary' }), w.timeseries({ signal: s.failed_saves, colour: 'failure' })],
      ],
    }),
  ]
