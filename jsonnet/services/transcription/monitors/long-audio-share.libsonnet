// Very long dictations are usually recorders that were never stopped: they hold a GPU for an hour and delay everyone behind them.
function(ctx) ctx.monitor.threshold({
  symptom: 'dictations are much longer than usual',
  impact: 'short dictations wait behind long ones',
  signal: ctx.signal.percentile({ title: 'Length of dictations', metric: 'audio.duration', percentile: 95 }),
  window: '1h',
  alert: 3600,
  warn: 2700,
  severity: 'P3',
  no_data: 'resolve',
})
