// P1 in tier 1: a store without space stops writing within minutes. At 5 % rather than the 3 % of kubernetes-mixin, because a volume grows slowly and
// Elasticsearch makes its indexes read-only here. The last status stays when data stop: a store that crashes on a full volume reports none.
function(ctx) if ctx.service.runs.kind != 'stateful-set' then null else ctx.monitor.threshold({
  symptom: 'a volume is almost full',
  impact: 'the store stops writing: what depends on it fails, and jobs and notes are not saved',
  first_action: 'see which volume is at 95 % or more, and grow it at once if its store does not answer',
  signal: ctx.signals.workload.volume_free,
  window: '10m',
  comparison: 'below',
  alert: 5,
  recover: 8,
  severity: ctx.by_tier({ '1': 'P1', '2': 'P2', '3': 'P2' }),
  no_data: 'last',
})
