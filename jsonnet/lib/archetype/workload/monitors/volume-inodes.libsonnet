// P2: inodes run out over days, and no store of ours writes many small files; without a free one nothing is written, though space is left.
function(ctx) if ctx.service.runs.kind != 'stateful-set' then null else ctx.monitor.threshold({
  symptom: 'a volume runs out of inodes',
  impact: 'without a free inode the store can create no file, though space is left',
  first_action: 'see which volume has used 90 % or more of its inodes',
  signal: ctx.signals.workload.inodes_free,
  window: '30m',
  comparison: 'below',
  alert: 10,
  recover: 13,
  severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
  no_data: 'last',
})
