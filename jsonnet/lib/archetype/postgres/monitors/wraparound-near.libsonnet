// P2: days are left. Autovacuum works against it from 200 million used transactions on; with 200 million left it has failed for a long time.
function(ctx) ctx.monitor.threshold({
  symptom: 'PostgreSQL is close to wraparound',
  impact: 'none yet: wraparound-imminent pages before the database refuses writes',
  first_action: 'see which database is closest to the limit, and which session holds vacuum back',
  signal: ctx.signals.postgres.wraparound,
  window: '15m',
  comparison: 'below',
  alert: 200000000,
  recover: 250000000,
  severity: 'P2',
  no_data: 'last',
})
