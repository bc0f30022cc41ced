// draft of cargo xtask new: edit what follows, then remove this line
// The target is in `slos` of jsonnet/services/<<service>>/service.libsonnet.
function(ctx) ctx.slo.monitors({
  // The objective, as a clause.
  objective: '<<phrase>>',

  // Time is good while none of them alerts. They alert themselves, so this SLO has no alerts on its error budget.
  monitors: [
<<monitors>>
  ],
})
