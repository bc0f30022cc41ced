function(ctx) ctx.monitor.ratio({
  symptom: 'retrieval returns no passages',
  impact: 'notes are written without sources and hallucinate more',
  first_action: 'see whether a deployment or an indexing run is younger than the rise (roll back or stop it), and whether an index is empty',
  bad: 'retrieval.empty',
  of: 'retrieval.total',
  window: '30m',
  alert_percent: ctx.by_env({ dev: 50, staging: 30, prod: 10 }),
  warn_percent: self.alert_percent / 2,
  min_bad: 10,
  severity: 'P2',
  no_data: 'resolve',
})
