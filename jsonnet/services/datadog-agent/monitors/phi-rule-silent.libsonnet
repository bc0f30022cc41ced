// P3: a rule that masks nothing may have nothing to mask. 20 hours reach from one working day into the next, so that a night is not silence.
function(ctx) ctx.monitor.threshold({
  symptom: 'a PHI rule masks nothing anymore',
  impact: 'the rule may no longer match, and what it masked may leave the services',
  first_action: 'see whether a commit changed the rule, and run the tests of the scrubber',
  signal: ctx.signal.count({ title: 'Values masked', metric: 'phi.scrubber.masked', of_service: false, by: ['rule'] }),
  window: '20h',
  alert: 1,
  warn: null,
  comparison: 'below',
  recover: 1,
  severity: 'P3',
  no_data: 'last',
})
