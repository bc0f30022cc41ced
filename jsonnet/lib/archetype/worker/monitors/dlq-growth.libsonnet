// P2: nothing is lost, and clinicians get the result once the jobs are replayed; if many jobs fail, failure-rate pages.
// Counted by the broker, so that it also alerts while the workers are down.
// A dead letter is a job that ran out of retries. It stays until someone looks, so growth matters, not size.
function(ctx) if ctx.signals.worker.queues == [] then null else ctx.monitor.growth({
  symptom: 'jobs are dead-lettered',
  impact: 'each is an encounter without a result until someone replays the job',
  first_action: 'see whether the dead-letter queue still grows: if so, stop the failures first and replay later',
  signal: ctx.signals.worker.dead_letters,
  window: '30m',
  alert: ctx.by_env({ dev: 200, staging: 50, prod: ctx.by_tier({ '1': 5, '2': 20, '3': 50 }) }),
  warn: ctx.by_env({ dev: 100, staging: 25, prod: ctx.by_tier({ '1': 1, '2': 5, '3': 20 }) }),
  severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
  no_data: 'last',
})
