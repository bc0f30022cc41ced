// P3: it explains slow-queries and dead rows, which alert when it hurts. Half an hour: no request of ours keeps a transaction open for a minute.
function(ctx) ctx.monitor.threshold({
  symptom: 'a transaction is open and idle',
  impact: 'its locks block others, and vacuum cannot remove dead rows',
  first_action: 'find the session that has been idle in its transaction the longest, and who holds it',
  signal: ctx.signals.postgres.idle_transactions,
  window: '5m',
  alert: 1800,
  severity: 'P3',
  no_data: 'resolve',
})
