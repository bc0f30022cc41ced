// The agent's own numbers are tagged with the node or with the service they were collected from: of_service is false throughout.
function(ctx)
  local w = ctx.widget;
  local everyone = { of_service: false };
  local ready = ctx.signal.share({ title: 'Nodes with a ready agent', part: 'kubernetes_state.daemonset.ready', whole: 'kubernetes_state.daemonset.desired', space_aggregation: 'sum', where: { kube_daemon_set: 'datadog' } } + everyone);
  local running = ctx.signal.gauge({ title: 'Agents that report', metric: 'datadog.agent.running', space_aggregation: 'sum' } + everyone);
  local cluster_agents = ctx.signal.gauge({ title: 'Cluster agents available', metric: 'kubernetes_state.deployment.replicas_available', space_aggregation: 'max', where: { kube_deployment: 'datadog-cluster-agent' } } + everyone);
  local controllers = ctx.signal.gauge({ title: 'Replicas of the controllers', metric: 'kubernetes_state.deployment.replicas_available', space_aggregation: 'max', where: { kube_deployment: ['datadog-operator', 'datadog-link'] }, by: ['kube_deployment'] } + everyone);
  local synced = ctx.signal.gauge({ title: 'Objects (1 applied, 0 not)', metric: 'kubernetes_state_customresource.datadog_object_synced', space_aggregation: 'min', by: ['object'] } + everyone);
  local ready_links = ctx.signal.gauge({ title: 'Linked objects (1 ready, 0 not)', metric: 'kubernetes_state_customresource.datadog_link_condition', space_aggregation: 'min', where: { condition: 'ready' }, by: ['object'] } + everyone);
  local received = ctx.signal.count({ title: 'Traces received', metric: 'datadog.trace_agent.receiver.traces_received' } + everyone);
  local sent = ctx.signal.count({ title: 'Traces sent', metric: 'datadog.trace_agent.trace_writer.traces' } + everyone);
  local lines = ctx.signal.logs({ title: 'Log lines taken in', search: '' } + everyone);
  local scrubber_errors = ctx.signal.count({ title: 'Records the scrubber dropped', metric: 'phi.scrubber.errors', by: ['service', 'rule'] } + everyone);
  local cleaned = ctx.signal.count({ title: 'Records the scrubber cleaned', metric: 'phi.scrubber.processed', by: ['service'] } + everyone);
  local masked = ctx.signal.count({ title: 'Values masked', metric: 'phi.scrubber.masked', by: ['rule'] } + everyone);
  local found = ctx.signal.logs({ title: 'Lines with patient data', search: 'sensitive_data:phi', of_service: false });
  local unlisted = ctx.signal.count({ title: 'Keys that were not on the allow-list', metric: 'telemetry.dropped_keys', by: ['service'] } + everyone);
  local throttled = ctx.signal.logs({ title: 'Requests that Datadog throttled', search: '("429 Too Many Requests" OR "rate limit")' });
  local failures = ctx.signal.logs({ title: 'Error log lines of the agent', search: 'status:error' });
  [
    ctx.group({
      title: 'Do we see everything?',
      rows: [
        [
          w.query_value({ signal: ready, limits: { alert: 95, warn: 100, better: 'higher', label: 'every node' } }),
          w.query_value({ signal: cluster_agents, limits: { alert: 1, warn: 2, better: 'higher', label: 'two, for redundancy' } }),
          w.query_value({ signal: received }),
          w.query_value({ signal: lines }),
          w.query_value({ signal: scrubber_errors, limits: { alert: 1, label: 'a rule fails' } }),
          w.query_value({ signal: throttled }),
        ],
        [
          w.timeseries({ signal: ready, colour: 'traffic' }),
          w.timeseries({ signal: running, colour: 'traffic' }),
          w.timeseries({ signal: cluster_agents, colour: 'traffic' }),
        ],
        [
          w.timeseries({ signals: [received, sent], title: 'Traces received and sent', colour: 'outcome' }),
          w.timeseries({ signal: lines }),
          w.timeseries({ signal: throttled, colour: 'failure' }),
        ],
      ],
    }),
    ctx.group({
      title: 'Does Datadog have what was merged?',
      rows: [
        [
          w.timeseries({ signal: controllers, colour: 'traffic' }),
          w.toplist({ signal: synced, over: 'last', limits: { alert: 1, better: 'higher', label: 'applied' } }),
          w.toplist({ signal: ready_links, over: 'last', limits: { alert: 1, better: 'higher', label: 'ready' } }),
        ],
      ],
    }),
    ctx.group({
      title: 'Protection of patient data',
      rows: [
        [
          w.timeseries({ signal: scrubber_errors, colour: 'failure', hint: 'Nothing leaked: what cannot be cleaned is dropped' }),
          w.timeseries({ signal: masked, colour: 'outcome', hint: 'A rule that stops masking may no longer match' }),
        ],
        [
          w.timeseries({ signal: cleaned, colour: 'outcome' }),
          w.timeseries({ signal: unlisted, colour: 'outcome' }),
          w.timeseries({ signal: found, colour: 'failure', hint: 'What the scanner found has passed the service and the agent' }),
        ],
      ],
    }),
    ctx.group({ title: "The agent's log", supporting: true, rows: [[w.logs({ signal: failures })]] }),
  ]
