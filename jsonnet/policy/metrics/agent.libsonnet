// What the agent, kube-state-metrics and Datadog report about the agent itself.
{
  'datadog.agent.running': { type: 'gauge', unit: 'host', tags: ['host'], meaning: '1 while a node agent runs' },
  'kubernetes_state.daemonset.desired': { type: 'gauge', unit: 'node', tags: ['kube_namespace', 'kube_daemon_set'], meaning: 'nodes that should run a pod of the daemon set' },
  'kubernetes_state.daemonset.ready': { type: 'gauge', unit: 'node', tags: ['kube_namespace', 'kube_daemon_set'], meaning: 'nodes whose pod of the daemon set is ready' },
  'kubernetes_state.deployment.replicas_available': { type: 'gauge', unit: 'pod', tags: ['kube_namespace', 'kube_deployment'], meaning: 'replicas a deployment has' },
  'kubernetes_state_customresource.datadog_object_synced': { type: 'gauge', unit: 'status', tags: ['object'], meaning: '1 for an object that the Datadog operator has applied, 0 for one that it could not apply' },
  'kubernetes_state_customresource.datadog_link_condition': { type: 'gauge', unit: 'status', tags: ['object', 'condition'], meaning: '1 for each condition of a linked object that is true' },
  'datadog.estimated_usage.apm.ingested_bytes': { type: 'count', unit: 'byte', tags: ['ingestion_reason'], meaning: 'bytes of spans that Datadog has ingested and charges for, estimated' },
  'datadog.trace_agent.receiver.traces_received': { type: 'count', unit: 'request', tags: ['host'], meaning: 'traces received from the services' },
  'datadog.trace_agent.trace_writer.traces': { type: 'count', unit: 'request', tags: ['host'], meaning: 'traces sent to Datadog' },
}
