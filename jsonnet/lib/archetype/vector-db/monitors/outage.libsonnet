// P1 in every tier: notes are written without sources at once, and the flags that follow take an hour to show. Why it fails is P2, see postgres/down.
function(ctx) ctx.monitor.threshold({
  symptom: 'vector searches are failing',
  impact: 'notes are written without their source passages, and hallucinate more',
  first_action: 'see whether a primary with the vector extension answers; while searches fail, pausing the notes comes first',
  signal: ctx.signals['vector-db'].failures,
  window: '5m',
  alert: ctx.by_env({ dev: 60, staging: 40, prod: 20 }),
  warn: ctx.by_env({ dev: 30, staging: 20, prod: 5 }),
  min_bad: 5,
  severity: 'P1',
  no_data: 'show',
})
