// P2: searches that reach this node fail, while the others answer; cluster-red pages for what is lost. No alert without data: a pod that moved leaves its host.
function(ctx) ctx.monitor.check({
  symptom: 'a node does not respond',
  impact: 'searches that reach this node fail or are slow',
  signal: ctx.signals.elasticsearch.alive,
  alert: 3,
  severity: 'P2',
  no_data: 'show',
})
