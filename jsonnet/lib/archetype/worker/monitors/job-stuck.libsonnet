// P2: a job is late, and jobs that are late are not lost. That no job is done pages by queue-stalled or topic-stalled, that jobs fail by failure-rate.
// The workers report the age themselves: when none reports, none works, so no data notifies too.
function(ctx) ctx.monitor.threshold({
  symptom: 'a job waits too long',
  impact: 'an encounter waits for its result; if no job is done at all, queue-stalled or topic-stalled pages',
  first_action: 'see whether one job is held up or all are: a job that fails again and again, or too few workers',
  signal: ctx.signals.worker.oldest,
  window: '10m',
  alert: ctx.by_env({ dev: 14400, staging: 7200, prod: ctx.by_tier({ '1': 900, '2': 1800, '3': 3600 }) }),
  warn: ctx.by_env({ dev: 7200, staging: 3600, prod: ctx.by_tier({ '1': 600, '2': 1200, '3': 2400 }) }),
  severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
  no_data: 'notify',
})
