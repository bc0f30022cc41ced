// A retry loop or a grown prompt shows in tokens before it shows on the bill.
function(ctx) ctx.monitor.threshold({
  symptom: 'more tokens than planned',
  impact: 'the provider quota runs out, and then no notes are written',
  first_action: 'see whether a replica set is younger than the rise (roll back) or there are more pods than usual',
  signal: ctx.signals.llm.tokens,
  window: '1h',
  by: ['model'],
  alert: ctx.by_env({ dev: 2000000, staging: 5000000, prod: 60000000 }),
  warn: ctx.by_env({ dev: 1500000, staging: 4000000, prod: 45000000 }),
  severity: 'P3',
  no_data: 'resolve',
  suppress: { 'monitor/looser-production': { reason: 'production plans more tokens, with its traffic' } },
})
