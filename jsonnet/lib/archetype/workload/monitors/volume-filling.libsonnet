// P2: nothing fails yet, but volume-full follows. 15 % free as in kubernetes-mixin; also Elasticsearch's low watermark, from which a node takes no new shards.
function(ctx) if ctx.service.runs.kind != 'stateful-set' then null else ctx.monitor.threshold({
  symptom: 'a volume fills up',
  impact: 'none yet: volume-full alerts before the store stops writing',
  first_action: 'see which volume is the fullest and how much time is left; at 95 % volume-full follows',
  signal: ctx.signals.workload.volume_free,
  window: '30m',
  comparison: 'below',
  alert: 15,
  recover: 18,
  severity: ctx.by_tier({ '1': 'P2', '2': 'P2', '3': 'P3' }),
  no_data: 'last',
})
