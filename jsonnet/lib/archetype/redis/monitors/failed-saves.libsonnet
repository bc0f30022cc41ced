// P2: with stop-writes-on-bgsave-error, which is the default, Redis refuses every write after a failed save. The integration has no metric of it, the log does.
// Three, because Redis repeats a failed save after seconds.
function(ctx) ctx.monitor.logs({
  symptom: 'Redis cannot save its data to disk',
  impact: 'Redis refuses writes until a save succeeds: sessions and the state of jobs are not stored',
  first_action: "see whether the volume is full and whether the primary's last save failed: writes are refused now",
  signal: ctx.signals.redis.failed_saves,
  window: '15m',
  comparison: 'at_least',
  alert: 3,
  recover: 2,
  severity: 'P2',
  no_data: 'resolve',
})
