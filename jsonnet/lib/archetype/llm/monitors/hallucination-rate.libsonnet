// Measured over an hour: single flags are expected and reviewed, a rate that rises means a model, a prompt or retrieval has changed.
function(ctx) ctx.monitor.threshold({
  symptom: 'more unsourced statements than usual are flagged',
  impact: 'a wrong statement may reach a chart: this is a matter of patient safety',
  signal: ctx.signals.llm.hallucinations,
  window: '1h',
  alert: ctx.by_env({ dev: 15, staging: 8, prod: 3 }),
  warn: ctx.by_env({ dev: 8, staging: 4, prod: 1.5 }),
  min_bad: ctx.by_tier({ '1': 3, '2': 3, '3': 5 }),
  severity: ctx.by_tier({ '1': 'P1', '2': 'P1', '3': 'P2' }),
  no_data: 'resolve',
})
