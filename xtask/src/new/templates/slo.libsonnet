// The target is in `slos` of jsonnet/services/<<service>>/service.libsonnet.
function(ctx) ctx.slo.events({
  // The objective, as a clause.
  objective: '<<phrase>>',

  // A ratio signal: the share of bad events. For latency write ctx.slo.time_slice with a percentile signal, and add `percentile` and
  // `under_s` to the target.
  signal: <<signal>>,
})
