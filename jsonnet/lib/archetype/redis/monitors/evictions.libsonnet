// P2: every eviction ends a session or loses job state, but users can sign in again and workers repeat the job.
function(ctx) ctx.monitor.threshold({
  symptom: 'Redis evicts keys for lack of memory',
  impact: 'clinicians are signed out in the middle of a note, and workers repeat jobs whose state is gone',
  first_action: 'see which keys its policy evicts, and whether the container has room to raise maxmemory',
  signal: ctx.signals.redis.evictions,
  window: '10m',
  alert: 100,
  warn: 10,
  severity: 'P2',
  no_data: 'resolve',
})
