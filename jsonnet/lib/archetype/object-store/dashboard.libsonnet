function(ctx)
  local s = ctx.signals['object-store'];
  local w = ctx.widget;
  [
    ctx.group({
      title: 'Uploads, as the services see them',
      rows: [
        [w.query_value({ signal: s.failures }), w.query_value({ signal: s.latency }), w.query_value({ signal: s.uploads })],
        [
          w.timeseries({ signal: s.failures, by: ['service'], hint: 'after their retries: each is a recording or a note that is not stored' }),
          w.timeseries({ signal: s.latency }),
          w.timeseries({ signal: s.uploads, colour: 'outcome' }),
        ],
      ],
    }),
    ctx.group({
      title: 'Requests, as the provider counts them',
      rows: [
        [
          w.timeseries({ signal: s.server_errors, hint: 'the metrics of the provider arrive some minutes late' }),
          w.timeseries({ signal: s.client_errors, hint: 'refused for lack of rights, or asked for what is not there' }),
          w.timeseries({ signal: s.size, colour: 'saturation', display: 'area', hint: 'reported once a day' }),
        ],
      ],
    }),
  ]
