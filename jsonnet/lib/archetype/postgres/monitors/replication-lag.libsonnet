// The minimum over the window: a checkpoint or a vacuum makes short peaks.
// The warning is above the ten to fifteen seconds that a standby is behind in each nightly backup.
function(ctx) ctx.monitor.threshold({
  symptom: 'a standby falls behind',
  impact: 'reads return old data, and a failover now would lose unreplicated writes',
  first_action: 'see whether the primary feeds every standby; fail over to none of them while they are behind',
  signal: ctx.signals.postgres.replication_lag,
  window: '10m',
  alert: ctx.by_env({ dev: 600, staging: 120, prod: 30 }),
  warn: ctx.by_env({ dev: 300, staging: 60, prod: 20 }),
  severity: 'P2',
  no_data: 'show',
})
