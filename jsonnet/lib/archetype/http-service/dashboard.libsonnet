function(ctx)
  local s = ctx.signals['http-service'];
  local w = ctx.widget;
  [
    ctx.group({
      title: 'Requests',
      rows: [
        [
          w.query_value({ signal: s.errors, limits: ctx.limits('availability') }),
          w.query_value({ signal: s.latency, limits: ctx.limits('latency') }),
          w.query_value({ signal: s.requests }),
        ],
        [
          w.timeseries({ signal: s.errors, limits: ctx.limits('availability'), events: ctx.deployments, hint: 'Vertical lines: rollouts and scaling' }),
          w.timeseries({ signal: s.latency, limits: ctx.limits('latency'), events: ctx.deployments, hint: 'Vertical lines: rollouts and scaling' }),
        ],
        [
          w.timeseries({ signal: s.requests, by: ['version'], colour: 'outcome', hint: 'A deployment shows as one version replacing another' }),
          w.heatmap({ signal: s.latency, title: 'Spread of request latency', limits: ctx.limits('latency') }),
        ],
      ],
    }),
  ]
