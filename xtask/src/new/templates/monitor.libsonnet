function(ctx) ctx.monitor.logs({
  // What is wrong, as a clause: it is the alert's title. Who is hurt and how, as a clause.
  symptom: '<<phrase>>',
  impact: '<<purpose>>: that is at risk',

  // What is watched. ctx.signals has what the service's archetypes know; ctx.signal makes others: count, ratio, gauge, share,
  // percentile, check, logs. With a signal of metrics this is a ctx.monitor.threshold, with a check a ctx.monitor.check.
  signal: ctx.signal.logs({ title: 'Errors in the log', search: 'status:error' }),
  window: '10m',

  // In the unit of the signal, above unless `comparison` says otherwise. Recovery follows a fifth towards health.
  alert: ctx.by_env({ <<alert_by_env>> }),
  warn: self.alert / 2,

  // P1 wakes somebody, P2 is seen in working hours, P3 is a message in the channel.
  severity: 'P3',
  // What silence means: 'resolve' (health), 'last' (nothing new), 'show' (say so, page nobody) or 'notify' (the failure itself).
  no_data: 'resolve',
})
