function(ctx)
  local s = ctx.signals.kafka;
  local w = ctx.widget;
  [
    ctx.group({
      title: 'Partitions, lag and traffic',
      rows: [
        [
          w.query_value({ signal: s.offline_partitions, limits: { alert: 1, label: 'no reads or writes' } }),
          w.query_value({ signal: s.under_replicated, limits: { alert: 1, label: 'redundancy is lost' } }),
          w.query_value({ signal: s.controllers, limits: { alert: 1, better: 'higher', label: 'always one' } }),
          w.query_value({ signal: s.lag }),
        ],
        [
          w.timeseries({ signal: s.offline_partitions, colour: 'failure', display: 'area' }),
          w.timeseries({ signal: s.under_replicated, colour: 'failure', display: 'area' }),
          w.timeseries({ signal: s.lag, colour: 'waiting' }),
        ],
        [w.timeseries({ signal: s.concurrent_controllers, colour: 'traffic', hint: 'One; none or two is a lost or a divided quorum' }), w.timeseries({ signal: s.bytes_in, colour: 'traffic' }), w.timeseries({ signal: s.bytes_out, colour: 'traffic' })],
        [
          w.timeseries({ signal: s.under_min_isr, colour: 'failure', display: 'area', hint: 'These partitions refuse writes' }),
          w.timeseries({ signal: s.unclean_elections, colour: 'failure', hint: 'Each loses acknowledged events' }),
        ],
      ],
    }),
  ]
