// P2: each trip is a search or a bulk request that was rejected, and heap-high alone does not say so. One is enough: a breaker that trips once trips again.
function(ctx) ctx.monitor.threshold({
  symptom: 'heap breaker rejects requests',
  impact: 'keyword retrieval fails for some notes, which are then written without these passages',
  first_action: 'see which node is above 90 % heap, and whether fielddata fills it or one large request tripped it',
  signal: ctx.signals.elasticsearch.breaker_trips,
  window: '30m',
  comparison: 'at_least',
  alert: 1,
  severity: 'P2',
  no_data: 'resolve',
})
