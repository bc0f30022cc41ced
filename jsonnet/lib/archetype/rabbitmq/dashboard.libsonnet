function(ctx)
  local s = ctx.signals.rabbitmq;
  local w = ctx.widget;
  [
    ctx.group({
      title: 'Queues and nodes',
      rows: [
        [w.query_value({ signal: s.nodes }), w.query_value({ signal: s.memory }), w.query_value({ signal: s.disk_free }), w.query_value({ signal: s.ready })],
        [
          w.timeseries({ signal: s.ready, colour: 'waiting' }),
          w.timeseries({ signal: s.unacknowledged, colour: 'waiting', hint: 'Delivered but not acknowledged: a hanging worker shows here' }),
          w.timeseries({ signal: s.consumers, colour: 'outcome', hint: 'A queue without a consumer means that its worker is down' }),
        ],
        [w.timeseries({ signal: s.published, colour: 'traffic' }), w.timeseries({ signal: s.acknowledged, colour: 'traffic' })],
        [
          w.timeseries({ signal: s.memory, hint: 'At the watermark the node blocks all publishers' }),
          w.timeseries({ signal: s.disk_free, colour: 'saturation' }),
          w.timeseries({ signal: s.nodes, colour: 'traffic' }),
        ],
        [
          w.timeseries({ signals: [s.memory_alarm, s.disk_alarm], title: 'Publishers blocked', colour: 'failure', hint: '1 while a node is over its memory or disk limit' }),
          w.timeseries({ signal: s.partitions, colour: 'failure' }),
        ],
      ],
    }),
  ]
