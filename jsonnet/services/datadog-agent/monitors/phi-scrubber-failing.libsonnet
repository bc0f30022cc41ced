// The scrubber drops what it cannot clean, so nothing has leaked; but telemetry is lost, and the failing rule must be fixed at once.
function(ctx) ctx.monitor.threshold({
  symptom: 'the PHI scrubber is failing',
  impact: 'telemetry is dropped to protect patients; a rule that no longer matches could leak next',
  signal: ctx.signal.count({ title: 'Records the scrubber dropped', metric: 'phi.scrubber.errors', of_service: false, by: ['service', 'rule'] }),
  window: '10m',
  alert: ctx.by_env({ dev: 100, staging: 20, prod: 1 }),
  warn: null,
  comparison: 'at_least',
  severity: 'P1',
  no_data: 'resolve',
})
