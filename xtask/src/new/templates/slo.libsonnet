// draft of cargo xtask new: edit what follows, then remove this line
// The target is in `slos` of jsonnet/services/<<service>>/service.libsonnet.
function(ctx) ctx.slo.events({
  // The objective, as a clause.
  objective: '<<phrase>>',

  // A ratio signal: the share of bad events. For latency use ctx.signal.over_limit with the same limit as `under_s` of the target.
  signal: <<signal>>,
})
