function(ctx)
  local s = ctx.signals['grpc-service'];
  local w = ctx.widget;
  [
    ctx.group({
      title: 'gRPC calls',
      rows: [
        [
          w.query_value({ signal: s.errors }),
          w.query_value({ signal: s.latency, limits: ctx.limits('grpc-latency') }),
          w.query_value({ signal: s.calls }),
        ],
        [
          w.timeseries({ signal: s.errors, events: ctx.deployments, hint: 'Vertical lines: rollouts and scaling' }),
          w.timeseries({ signal: s.latency, limits: ctx.limits('grpc-latency'), events: ctx.deployments, hint: 'Vertical lines: rollouts and scaling' }),
        ],
        [
          w.timeseries({ signal: s.calls, by: ['version'], colour: 'outcome', hint: 'A deployment shows as one version replacing another' }),
          w.heatmap({ signal: s.latency, title: 'Spread of gRPC latency', limits: ctx.limits('grpc-latency') }),
        ],
      ],
    }),
  ]
