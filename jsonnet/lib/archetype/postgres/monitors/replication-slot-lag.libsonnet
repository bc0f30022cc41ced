// P2: WAL of a slot that nobody reads fills the volume of the primary; volume-full pages when it has.
function(ctx) ctx.monitor.threshold({
  symptom: 'a replication slot holds back WAL',
  impact: 'the volume of the primary fills up until volume-full pages, and the reader of the slot is far behind',
  first_action: 'see, on the primary, which slot holds most WAL and whether its reader is gone or slow',
  signal: ctx.signals.postgres.slot_lag,
  window: '15m',
  alert: ctx.by_env({ dev: 20, staging: 10, prod: 10 }) * 1024 * 1024 * 1024,
  severity: 'P2',
  no_data: 'resolve',
})
