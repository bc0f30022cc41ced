// The target stands in the service's declaration, jsonnet/services/<<service>>/service.libsonnet, under `slos`.
function(ctx) ctx.slo.events({
  // What is promised, as a clause.
  objective: '<<phrase>>',

  // Good events of all events: a ratio signal. For latency write ctx.slo.time_slice with a percentile signal, and add `percentile`
  // and `under_s` to the target.
  signal: <<signal>>,
})
