// P1 in tier 1: jobs wait and none is finished, whatever the reason: workers that are gone, hang or crash at each job. Jobs that fail page by failure-rate, jobs that
// are done slowly are P2 (job-stuck, queue-backlog), so that one outage pages once. The broker counts, so that a dead worker cannot hide it.
// The window is twice the time-out of a job, 5 minutes: while the only job of a quiet night is worked on, nothing is acknowledged.
function(ctx) if ctx.signals.worker.queues == [] then null else ctx.monitor.threshold({
  symptom: 'jobs wait and none is finished',
  impact: 'no encounter in this queue gets its result until someone acts',
  first_action: 'see whether any pod is ready: start them if none is; restart them if they run but finish no job',
  signal: ctx.signals.worker.stalled_queue,
  window: '10m',
  comparison: 'at_least',
  alert: 1,
  severity: ctx.by_tier({ '1': 'P1', '2': 'P2', '3': 'P3' }),
  no_data: 'show',
})
