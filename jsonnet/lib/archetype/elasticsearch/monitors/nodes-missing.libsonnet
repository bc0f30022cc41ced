// P3: a loss of redundancy. unassigned-shards recovers as soon as the shards are copied to the nodes that are left; this one lasts until the node is back.
function(ctx) ctx.monitor.threshold({
  symptom: 'too few nodes are in the cluster',
  impact: 'searches share fewer nodes, and one more that is lost may take shards with it',
  first_action: 'compare the list of nodes with the pods: the pod that is not in the list is the one',
  signal: ctx.signals.elasticsearch.nodes,
  window: '15m',
  comparison: 'below',
  alert: ctx.service.runs.replicas,
  recover: ctx.service.runs.replicas,
  severity: 'P3',
  no_data: 'show',
})
