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
          w.timeseries({ signal: s.errors, limits: ctx.limits('availability'), events: ctx.kubernetes_events, hint: 'the lines across are events of Kubernetes' }),
          w.timeseries({ signal: s.latency, limits: ctx.limits('latency') }),
        ],
        [
          w.timeseries({ signal: s.requests, by: ['version'], colour: 'outcome', hint: 'a deployment is where one version takes over from another' }),
          w.heatmap({ signal: s.latency, title: 'Spread of request latency', limits: ctx.limits('latency') }),
        ],
      ],
    }),
  ]
