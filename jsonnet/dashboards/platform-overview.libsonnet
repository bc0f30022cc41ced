// The first dashboard after a page: what alerts, which objective is missed, which service fails, what was deployed.
function(ctx)
  local w = ctx.widget;
  local names = std.objectFields(ctx.services);
  local tier_1(kinds) = [name for name in names if ctx.services[name].tier == 1 && std.member(kinds, ctx.services[name].runs.kind)];
  // The SLOs of tier 1 whose signal an archetype declares.
  local slos = [
    { service: name, title: ctx.services[name].title + ': ' + objectives[p].objective } + objectives[p]
    for name in names
    if ctx.services[name].tier == 1
    for objectives in [ctx.objectives_of(name)]
    for p in std.objectFields(objectives)
    if objectives[p].signal != null
  ];
  // Where no-traffic pages, no request is an outage.
  local never_silent(slo) =
    local service = ctx.services[slo.service];
    std.member(service.archetypes, 'http-service')
    && slo.signal == ctx.signals_of(slo.service)['http-service'].errors
    && !('no-traffic' in service.without);
  local tile(service, signal, limits=null) = w.query_value({ signal: signal, limits: limits, title: ctx.services[service].title + ': ' + signal.args.title });
  local replicas(name) = w.query_value({
    signal: ctx.signals_of(name).workload.replicas,
    limits: { alert: 1, warn: 100, better: 'higher', label: 'none serves' },
    title: ctx.services[name].title + ': replicas that serve',
  });
  local postgres = ctx.signals_of('postgresql').postgres;
  local rabbitmq = ctx.signals_of('rabbitmq').rabbitmq;
  local kafka = ctx.signals_of('kafka').kafka;
  local gateway = ctx.signals_of('api-gateway');

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
            text: ctx.on_call(std.objectFields(ctx.policy.teams)) + '\n\n**Objectives**\n' + std.join('\n', [
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
                w.query_value({ signal: slo.signal, remaining: true, empty_is_zero: never_silent(slo), limits: slo.kept, title: slo.title })
                for slo in slos
                if slo.kept != null
              ], 4)
              + ctx.rows([
                // A service that is quiet at night has no share of good events when it is dead either; its replicas are reported as none.
                replicas(name)
                for name in tier_1(['deployment'])
              ], 4)
              + [[
                w.timeseries({ signal: gateway['http-service'].requests, title: 'API Gateway: requests', events: ctx.deployments, hint: 'No bars: no request reaches the gateway' }),
                w.monitors({ service: 'api-gateway', title: 'API Gateway: monitors', height: 3, hint: 'no-traffic alerts when no request arrives' }),
              ]],
      }),
      ctx.group({
        title: 'Stores of tier 1',
        rows: [
          [
            tile('postgresql', postgres.primaries, { alert: 1, better: 'higher', label: 'always one' }),
            tile('rabbitmq', rabbitmq.nodes, { alert: ctx.services.rabbitmq.runs.replicas, better: 'higher', label: 'all nodes' }),
            tile('rabbitmq', rabbitmq.memory_alarm, { alert: 1, label: 'publishers are blocked' }),
            tile('rabbitmq', rabbitmq.disk_alarm, { alert: 1, label: 'publishers are blocked' }),
            tile('kafka', kafka.offline_partitions, { alert: 1, label: 'no reads or writes' }),
            tile('s3', ctx.signals_of('s3')['object-store'].failures),
          ],
          [
            replicas(name)
            for name in tier_1(['stateful-set'])
          ],
          [w.toplist({ signal: workload.volume_free, by: ['service', 'persistentvolumeclaim'], over: 'last', limits: { alert: 5, warn: 15, better: 'higher', label: 'full' }, title: 'Volumes with the least free space' })],
        ],
      }),
      ctx.group({
        title: 'Burn rates of the error budgets of tier 1',
        rows: ctx.rows([
          w.burn_rate({ signal: slo.signal, target_percent: slo.target_percent, title: slo.title, events: ctx.deployments, hint: slo.text })
          for slo in slos
        ], 4),
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
