function(ctx)
  local s = ctx.signals['vector-db'];
  local w = ctx.widget;
  [
    ctx.group({
      title: 'Vector search (measured by its clients)',
      rows: [
        [w.query_value({ signal: s.failures }), w.query_value({ signal: s.latency }), w.query_value({ signal: s.requests })],
        [
          w.timeseries({ signal: s.failures, by: ['service'] }),
          w.timeseries({ signal: s.latency, events: ctx.deployments }),
          w.timeseries({ signal: s.latency, by: ['operation'], percentiles: [95], title: 'Vector search latency by operation (p95)', events: ctx.deployments }),
        ],
        [
          w.timeseries({ signal: s.requests }),
          w.timeseries({ signal: s.rows, colour: 'saturation', display: 'area' }),
          w.timeseries({ signal: s.index_size, colour: 'saturation', display: 'area' }),
        ],
      ],
    }),
  ]
