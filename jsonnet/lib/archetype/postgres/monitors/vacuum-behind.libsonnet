// P3: a trend. Autovacuum starts on a table at 20 % dead rows (autovacuum_vacuum_scale_factor), so 30 % of a whole database for an hour means that it cannot
// keep up. By the database, because small tables reach any share; not by the age of the last vacuum, which a table without changes does not need.
function(ctx) ctx.monitor.threshold({
  symptom: 'autovacuum does not keep up',
  impact: 'tables grow, and every query reads dead rows',
  first_action: 'see which tables have the dead rows, and whether a vacuum works on them now',
  signal: ctx.signals.postgres.dead_rows,
  window: '1h',
  alert: 30,
  severity: 'P3',
  no_data: 'resolve',
})
