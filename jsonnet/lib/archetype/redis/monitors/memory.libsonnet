// P2: nothing is lost yet. Full memory is an outage here because Redis holds sessions and job state besides the cache: its policy must be `noeviction` or
// `volatile-lru`, under which keys without a time to live stay. A pure cache under `allkeys-lru` is always full: declare this monitor under `without`.
function(ctx) ctx.monitor.threshold({
  symptom: 'Redis runs out of memory',
  impact: 'at the limit sessions are evicted or writes are rejected: clinicians are signed out',
  first_action: 'see whether writes fail next (noeviction) or sessions are evicted already (evicted_keys grows): page the owner for both',
  signal: ctx.signals.redis.memory,
  window: '10m',
  alert: 90,
  warn: 80,
  recover: 85,
  warn_recover: 75,
  severity: 'P2',
  no_data: 'resolve',
})
