// The first dashboard after a page: what alerts, which objective is missed, which service fails, what was deployed.
function(ctx)
  local w = ctx.widget;
  local names = std.objectFields(ctx.services);
  local kept(name) = local objectives = ctx.objectives_of(name); [{ service: name } + objectives[p] for p in std.objectFields(objectives) if objectives[p].kept != null && objectives[p].signal != null];

  // One span a framework: a signal each, distinguished by service.
  local languages = std.set([ctx.services[name].runs.language for name in ctx.with('http-service')]);
  local http = [ctx.across('http-service', { runs: { kind: 'deployment', language: l } }) for l in languages];
  local worker = ctx.across('worker');
  local workload = ctx.across('workload');
  local latency(n) = w.timeseries({ signals: [s.latency for s in http], by: ['service'], percentiles: [n], title: 'Request latency p' + n + ' by service', events: ctx.deployments });
  local error_lines = ctx.signal.logs({ title: 'Error log lines', search: 'status:error', by: ['service'] });

  ctx.dashboard({
    title: 'Platform Overview',
    description: 'is the platform up, which objectives are at risk, which service fails and what was deployed',
    team: 'platform',
    groups: [
      ctx.group({
        title: 'Now',
        rows: [[
          w.monitors({ height: 6, hint: 'Alerting monitors first; each links to its runbook' }),
          w.slos({ height: 6, hint: 'Remaining error budget' }),
          w.note({
            height: 6,
            text: '**Objectives**\n' + std.join('\n', [
              '- ' + ctx.link(name) + ': ' + std.join('; ', [objectives[p].text for p in std.objectFields(objectives)])
              for name in names
              for objectives in [ctx.objectives_of(name)]
              if std.length(std.objectFields(objectives)) > 0
            ]),
          }),
        ]],
      }),
      ctx.group({
        title: 'Uptime of tier 1 services',
        rows: ctx.rows([
          w.query_value({ signal: p.signal, remaining: true, limits: p.kept, title: ctx.services[p.service].title + ': ' + p.objective })
          for name in names
          if ctx.services[name].tier == 1
          for p in kept(name)
        ], 6),
      }),
      ctx.group({
        title: 'Top failing services',
        rows: [[
          w.toplist({ signals: [s.errors for s in http], by: ['service'], title: 'Failed requests' }),
          w.toplist({ signal: worker.failures, by: ['service'], title: 'Failed jobs' }),
          w.toplist({ signal: error_lines, title: 'Error log lines' }),
          w.toplist({ signal: workload.crash_loops, by: ['service'], over: 'max', title: 'Containers in a crash loop' }),
        ]],
      }),
      ctx.group({
        title: 'Requests by service',
        rows: [
          [latency(50), latency(95), latency(99)],
          [
            w.timeseries({ signals: [s.errors for s in http], by: ['service'], events: ctx.deployments }),
            w.timeseries({ signals: [s.requests for s in http], by: ['service'], colour: 'outcome' }),
            w.timeseries({ signal: worker.failures, by: ['service'] }),
          ],
        ],
      }),
      ctx.group({
        title: 'Deployments',
        supporting: true,
        rows: [
          [w.timeseries({ signal: workload.pods, by: ['service', 'version'], colour: 'outcome', display: 'area', hint: 'A deployment shows as one version replacing another' })],
          [w.events({ search: ctx.kubernetes_events, title: 'Kubernetes events: trouble, rollouts, scaling' })],
        ],
      }),
    ],
  })
