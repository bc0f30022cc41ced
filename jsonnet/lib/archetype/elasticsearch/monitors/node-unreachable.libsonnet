// P2: searches that reach this node fail, while the others answer; cluster-red pages for what is lost. No alert without data: a pod that moved leaves its host.
function(ctx) ctx.monitor.check({
  symptom: 'a node does not respond',
  impact: 'searches that reach this node fail or are slow',
  first_action: "connect to each node: 401 at once means that it works and the agent's password is wrong, 000 that it hangs",
  signal: ctx.signals.elasticsearch.alive,
  alert: 3,
  severity: 'P2',
  no_data: 'show',
})
