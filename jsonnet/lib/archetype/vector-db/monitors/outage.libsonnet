function(ctx) ctx.monitor.threshold({
  symptom: 'vector searches fail',
  impact: 'notes are written without the passages they should rest on, and hallucinate more',
  signal: ctx.signals['vector-db'].failures,
  window: '5m',
  alert: ctx.by_env({ dev: 60, staging: 40, prod: 20 }),
  warn: ctx.by_env({ dev: 30, staging: 20, prod: 5 }),
  min_bad: 5,
  severity: 'P1',
  no_data: 'show',
})
