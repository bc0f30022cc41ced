function(ctx)
  local s = ctx.signals['object-store'];
  local w = ctx.widget;
  [
    ctx.group({
      title: 'Uploads (measured by the services)',
      rows: [
        [w.query_value({ signal: s.failures }), w.query_value({ signal: s.latency }), w.query_value({ signal: s.uploads })],
        [
          w.timeseries({ signal: s.failures, by: ['service'], hint: 'After retries: each is a recording or a note that was not stored' }),
          w.timeseries({ signal: s.latency, events: ctx.deployments }),
          w.timeseries({ signal: s.uploads, colour: 'outcome' }),
        ],
      ],
    }),
    ctx.group({
      title: 'Requests (measured by the provider)',
      rows: [
        [
          w.timeseries({ signal: s.server_errors, hint: 'Provider metrics arrive some minutes late' }),
          w.timeseries({ signal: s.client_errors, hint: 'Missing permissions, or objects that do not exist' }),
          w.timeseries({ signal: s.size, colour: 'saturation', display: 'area', hint: 'Reported once a day' }),
        ],
        [
          w.timeseries({ signal: s.server_error_count, colour: 'failure', hint: 'A high share of few requests is less than it looks' }),
          w.timeseries({ signal: s.client_error_count, colour: 'failure' }),
        ],
      ],
    }),
  ]
