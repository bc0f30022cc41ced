// What the cluster reports of itself carries no service: of_service is false throughout.
function(ctx)
  local w = ctx.widget;
  local cluster = { of_service: false };
  local conditions(title, where, by=[]) = ctx.signal.gauge({ title: title, metric: 'kubernetes_state.node.by_condition', where: where, space_aggregation: 'sum', by: by } + cluster);
  local ready = conditions('Nodes that are ready', { condition: 'ready', status: 'true' });
  local lost = conditions('Nodes that are not ready', { condition: 'ready', status: ['false', 'unknown'] });
  local pressure = conditions('Nodes under pressure', { condition: ['diskpressure', 'memorypressure', 'pidpressure'], status: 'true' }, ['condition']);
  local queries = ctx.signal.count({ title: 'DNS queries', metric: 'coredns.request_count.count' } + cluster);
  local answers = ctx.signal.count({ title: 'DNS answers by code', metric: 'coredns.response_code_count.count', by: ['rcode'] } + cluster);
  local evictable = ctx.signal.gauge({ title: 'Pods that may be evicted', metric: 'kubernetes_state.pdb.disruptions_allowed', space_aggregation: 'max', by: ['kube_namespace', 'poddisruptionbudget'] } + cluster);
  local jobs = ctx.signal.gauge({ title: 'Time since the last success of a cron job', metric: 'kubernetes_state.cronjob.duration_since_last_successful', space_aggregation: 'max', by: ['kube_namespace', 'kube_cronjob'] } + cluster);
  local certificates = ctx.signal.gauge({ title: 'Time since a certificate should have been renewed', metric: 'cluster.certificate.renewal_overdue', space_aggregation: 'max', by: ['certificate_namespace', 'certificate'] } + cluster);
  local secrets = ctx.signal.gauge({ title: 'ExternalSecrets that are not ready', metric: 'cluster.external_secret.status_condition', where: { condition: 'ready', status: ['false', 'unknown'] }, space_aggregation: 'sum' } + cluster);
  [
    ctx.group({
      title: 'Nodes',
      rows: [
        [w.query_value({ signal: ready }), w.query_value({ signal: lost, limits: { alert: 1, label: 'a node is lost' } }), w.query_value({ signal: secrets, limits: { alert: 1, label: 'a Secret is old' } })],
        [w.timeseries({ signal: ready, colour: 'traffic' }), w.timeseries({ signal: pressure, colour: 'saturation' }), w.timeseries({ signal: evictable, colour: 'saturation', hint: 'At 0 a node with these pods cannot be drained' })],
      ],
    }),
    ctx.group({
      title: 'DNS, jobs, certificates and secrets',
      rows: [
        [w.timeseries({ signal: queries, colour: 'traffic' }), w.timeseries({ signal: answers, colour: 'outcome', hint: 'SERVFAIL is a failure, NXDOMAIN is not' })],
        [w.timeseries({ signal: jobs, colour: 'waiting' }), w.timeseries({ signal: certificates, colour: 'waiting', hint: 'Below zero: the time until it is renewed' })],
      ],
    }),
  ]
