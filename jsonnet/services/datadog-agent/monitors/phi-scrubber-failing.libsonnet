// P2: the scrubber drops what it cannot clean, so nothing has leaked and no clinician is affected. The rule is repaired the same day: the next form of record
// may pass it, which is phi-found. Not by rule: a rule that fails in every service would notify for each pair of them.
function(ctx) ctx.monitor.threshold({
  symptom: 'PHI scrubber fails',
  impact: 'telemetry is dropped to protect patients; a rule that no longer matches could leak next',
  first_action: 'see whether a replica set or a rule is new (roll it back); if the rule masks less than before, call the privacy officer',
  signal: ctx.signal.count({ title: 'Records the scrubber dropped', metric: 'phi.scrubber.errors', of_service: false, by: ['service'] }),
  window: '10m',
  alert: ctx.by_env({ dev: 100, staging: 20, prod: 1 }),
  warn: null,
  comparison: 'at_least',
  severity: 'P2',
  no_data: 'resolve',
})
