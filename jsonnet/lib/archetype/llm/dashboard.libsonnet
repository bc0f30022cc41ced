function(ctx)
  local s = ctx.signals.llm;
  local w = ctx.widget;
  [
    ctx.group({
      title: 'Inference and grounding',
      rows: [
        [
          w.query_value({ signal: s.hallucinations, hint: 'Statements without a source: a matter of patient safety' }),
          w.query_value({ signal: s.inference_success }),
          w.query_value({ signal: s.inference_failures, hint: 'Failed, timed out or rejected' }),
          w.query_value({ signal: s.outcomes, title: 'Inferences' }),
        ],
        [
          w.timeseries({ signal: s.hallucinations }),
          w.timeseries({ signal: s.inference_failures }),
          w.timeseries({ signal: s.outcomes, colour: 'outcome' }),
        ],
      ],
    }),
    ctx.group({
      title: 'Language models',
      rows: [
        [
          w.query_value({ signal: s.timeouts, title: 'Timed-out requests' }),
          w.query_value({ signal: s.errors, title: 'Failed requests' }),
          w.query_value({ signal: s.latency }),
          w.query_value({ signal: s.tokens }),
        ],
        [
          w.timeseries({ signals: [s.timeouts, s.errors], title: 'Timed-out and failed requests by model' }),
          w.timeseries({ signal: s.latency, by: ['model'], percentiles: [95], title: 'Latency by model (p95)', events: ctx.deployments }),
        ],
        [
          w.timeseries({ signal: s.requests }),
          w.timeseries({ signal: s.rate_limited, hint: 'HTTP 429: the quota of the provider is used up' }),
          w.timeseries({ signal: s.tokens, colour: 'outcome', hint: 'A retry loop or a grown prompt shows here before it shows on the bill' }),
        ],
      ],
    }),
  ]
