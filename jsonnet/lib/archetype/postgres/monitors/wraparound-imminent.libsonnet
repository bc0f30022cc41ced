// P1 in tier 1: PostgreSQL warns from 40 million transactions left and refuses writes at 3 million; a busy database uses 10 million in hours.
function(ctx) ctx.monitor.threshold({
  symptom: 'PostgreSQL is about to refuse all writes',
  impact: 'no encounter, note or job can be saved until the database is vacuumed, which takes hours',
  first_action: 'see which database is closest to the limit, and which session holds vacuum back',
  signal: ctx.signals.postgres.wraparound,
  window: '15m',
  comparison: 'below',
  alert: 50000000,
  recover: 60000000,
  severity: ctx.by_tier({ '1': 'P1', '2': 'P2', '3': 'P2' }),
  no_data: 'last',
})
