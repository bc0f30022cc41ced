// P1 in tier 1: without a primary every write of every service fails. Tier 2 (pgvector) is P2: its clients' failed searches page, see vector-db/outage.
// No instance reports zero when it is down, it reports nothing: no data is the outage. It has no host, so a pod that moves to another node is none.
function(ctx) ctx.monitor.threshold({
  symptom: 'PostgreSQL has no writable primary',
  impact: 'services that depend on it cannot write: their requests and jobs fail',
  first_action: 'ask each instance for its role: no primary, writes fail; two primaries, scale and restart nothing and call the owner',
  signal: ctx.signals.postgres.primaries,
  window: '5m',
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: ctx.by_tier({ '1': 'P1', '2': 'P2', '3': 'P3' }),
  no_data: 'notify',
})
