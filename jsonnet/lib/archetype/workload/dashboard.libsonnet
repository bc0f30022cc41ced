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
        [
          w.timeseries({ signal: s.replicas, colour: 'saturation', limits: { alert: 100, better: 'higher', label: 'all replicas' } }),
          w.timeseries({ signal: s.oom_killed, colour: 'failure', hint: 'Stays until the pod is replaced' }),
          w.timeseries({ signal: s.not_created, colour: 'failure', hint: 'Images, Secrets and mounts that are missing' }),
        ],
      ] + (
        if ctx.service.runs.kind != 'stateful-set' then [] else [[
          w.timeseries({ signal: s.volume_free, colour: 'saturation', limits: { alert: 5, warn: 15, better: 'higher', label: 'full' } }),
          w.timeseries({ signal: s.inodes_free, colour: 'saturation', limits: { alert: 10, better: 'higher', label: 'nearly none' } }),
        ]]
      ) + [
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
