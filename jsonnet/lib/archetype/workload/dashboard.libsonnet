function(ctx)
  local s = ctx.signals.workload;
  local w = ctx.widget;
  [
    ctx.group({
      title: 'Pods and deployments',
      supporting: true,
      rows: [
        [
          w.query_value({ signal: s.pods }),
          w.query_value({ signal: s.crash_loops, limits: { alert: 1, label: 'a container does not come up' } }),
          w.query_value({ signal: s.memory }),
          w.query_value({ signal: s.error_logs }),
        ],
        [
          w.timeseries({ signal: s.pods, by: ['version'], colour: 'outcome', display: 'area', hint: 'A deployment shows as one version replacing another' }),
          w.timeseries({ signal: s.restarts, colour: 'failure' }),
        ],
        [
          w.timeseries({ signal: s.memory, colour: 'saturation', hint: 'At 100 % the container is killed' }),
          w.timeseries({ signal: s.cpu, by: ['pod_name'], colour: 'saturation' }),
        ],
        [w.events({ search: ctx.kubernetes_events, title: 'Kubernetes events: trouble, rollouts, scaling' })],
      ],
    }),
    ctx.group({
      title: 'Logs',
      supporting: true,
      rows: [
        [w.timeseries({ signal: s.logs }), w.timeseries({ signal: s.error_logs, colour: 'failure' })],
        [w.logs({ signal: s.error_logs, title: 'Newest error log lines', hint: 'Patient data is masked before it leaves the node' })],
      ],
    }),
  ]
