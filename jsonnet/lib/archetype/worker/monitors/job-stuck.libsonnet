// P1 in tier 1: the symptom for whatever keeps jobs waiting. Backlog, lag and latency are P2: they warn before.
// The workers report the age themselves: when none reports, none works, so no data pages too.
// The age of the oldest waiting job grows while no worker takes jobs, whatever the reason and however many wait.
function(ctx) ctx.monitor.threshold({
  symptom: 'the oldest job waits too long',
  impact: 'an encounter is stuck: its note is not written until someone acts',
  first_action: 'see whether any pod is ready: start them if none is; restart them if they run but take no jobs',
  signal: ctx.signals.worker.oldest,
  window: '10m',
  alert: ctx.by_env({ dev: 14400, staging: 7200, prod: ctx.by_tier({ '1': 900, '2': 1800, '3': 3600 }) }),
  warn: ctx.by_env({ dev: 7200, staging: 3600, prod: ctx.by_tier({ '1': 600, '2': 1200, '3': 2400 }) }),
  severity: ctx.by_tier({ '1': 'P1', '2': 'P2', '3': 'P3' }),
  no_data: 'notify',
})
