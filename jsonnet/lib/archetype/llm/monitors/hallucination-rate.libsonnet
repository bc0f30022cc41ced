// P1 in tier 1: a note that is wrong reaches a chart, and no other monitor sees it. In tier 2 a coder checks what is flagged before a claim is filed.
// Measured over an hour: single flags are expected and reviewed, a rate that rises means a model, a prompt or retrieval has changed.
function(ctx) ctx.monitor.threshold({
  symptom: 'many inferences lack a source',
  impact: 'a wrong statement may reach a chart: this is a matter of patient safety',
  first_action: 'see whether this service, retrieval or transcription was deployed just before the rise, and roll that back now',
  signal: ctx.signals.llm.hallucinations,
  window: '1h',
  alert: ctx.by_env({ dev: 15, staging: 8, prod: 3 }),
  warn: ctx.by_env({ dev: 8, staging: 4, prod: 1.5 }),
  min_bad: ctx.by_tier({ '1': 3, '2': 3, '3': 5 }),
  severity: ctx.by_tier({ '1': 'P1', '2': 'P2', '3': 'P3' }),
  no_data: 'resolve',
})
