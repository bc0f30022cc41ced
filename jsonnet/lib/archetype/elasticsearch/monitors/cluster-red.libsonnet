// P1 in tier 1. In tier 2 P2: retrieval still answers, with fewer sources; the hallucinations that follow page, see llm/hallucination-rate.
// Every node reports the whole cluster, so one alert for all of them: the best of their answers in the window. Yellow has its own monitor, unassigned-shards.
function(ctx) ctx.monitor.threshold({
  symptom: 'Elasticsearch is red',
  impact: 'keyword retrieval misses documents or fails, and notes lose their grounding',
  first_action: 'see which pod is not ready and how many shards are unassigned; bring that pod back before anything else',
  signal: ctx.signals.elasticsearch.status,
  window: '5m',
  comparison: 'below',
  alert: 1,
  recover: 1,
  severity: ctx.by_tier({ '1': 'P1', '2': 'P2', '3': 'P3' }),
  no_data: 'notify',
})
