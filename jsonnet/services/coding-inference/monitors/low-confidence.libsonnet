function(ctx) ctx.monitor.ratio({
  symptom: 'many code proposals have a low confidence',
  impact: 'coders must check every proposal by hand, and claims are late',
  first_action: 'see whether coding, note generation or retrieval was deployed just before the rise; this can wait for working hours',
  bad: 'coding.low_confidence',
  of: 'inference.total',
  window: '1h',
  alert_percent: ctx.by_env({ dev: 60, staging: 40, prod: 25 }),
  warn_percent: self.alert_percent * 0.7,
  // At night two of six proposals would be a third.
  min_bad: 10,
  severity: 'P3',
  no_data: 'resolve',
})
