// P2: retries get through while only a part is refused. It explains inference-failure-rate and job-latency, and asks for another action than they do: a quota.
function(ctx) ctx.monitor.threshold({
  symptom: 'the provider limits our rate',
  impact: 'notes and codes wait for retries; when most are refused, failure-rate pages',
  first_action: 'see whether there are more pods than usual or a rollout within the last hour: these use the quota',
  signal: ctx.signals.llm.rate_limited,
  window: '15m',
  alert: ctx.by_env({ dev: 40, staging: 20, prod: 5 }),
  min_bad: 10,
  severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
  no_data: 'resolve',
})
