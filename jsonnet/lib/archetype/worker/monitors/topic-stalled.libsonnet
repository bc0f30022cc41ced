// P1 in tier 1: events wait and none is committed, whatever the reason: consumers that are gone, hang or repeat the same event. Events that fail page by
// failure-rate, a lag that is worked off is P2 (consumer-lag), so that one outage pages once. The broker counts, so that a dead consumer cannot hide it.
// The window is longer than all attempts at one event: four of 10 s, and 30 s between them.
function(ctx) if ctx.signals.worker.topics == [] then null else ctx.monitor.threshold({
  symptom: 'events wait and none is handled',
  impact: 'no encounter in this topic is processed until someone acts',
  first_action: 'see whether any pod is ready: start them if none is; restart them if they run but commit no offset',
  signal: ctx.signals.worker.stalled_topic,
  window: '5m',
  comparison: 'at_least',
  alert: 1,
  severity: ctx.by_tier({ '1': 'P1', '2': 'P2', '3': 'P3' }),
  no_data: 'show',
})
