// P1: acknowledged events are lost, and only the producers' side can restore them while it still remembers. One election in a minute is 0.017 a second.
function(ctx) ctx.monitor.threshold({
  symptom: 'a leader was elected that lacks acknowledged events',
  impact: 'events of encounters or workflows are lost; their encounters stop without an error',
  first_action: "take a snapshot of the old leader's volume before its pod starts, then see which topics allow such elections",
  signal: ctx.signals.kafka.unclean_elections,
  window: '10m',
  comparison: 'at_least',
  alert: 0.01,
  severity: 'P1',
  no_data: 'resolve',
})
