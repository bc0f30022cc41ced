// Monitors. A file under monitors/ declares the symptom, the impact, the first action and the thresholds; tags, routes, links and the text of alerts come
// from the policy.
// Fields: docs/reference/constructors.md#monitors.
//
//     function(ctx) ctx.monitor.threshold({
//       symptom: 'transcription jobs are failing',
//       impact: 'clinicians wait for notes or lose dictations',
//       first_action: 'see whether a replica set is younger than the alert (roll back)',
//       signal: ctx.signals.worker.failures,
//       window: '10m', alert: 5, warn: 2.5, severity: 'P1', no_data: 'resolve',
//     })
{
  // The value of a signal over the window against a threshold.
  threshold(p):: { constructor: 'monitor.threshold', args: p },
  // By how much a signal has changed over the window, in its own unit.
  growth(p):: { constructor: 'monitor.growth', args: p },
  // The share of bad events in percent, without a signal of its own.
  ratio(p):: { constructor: 'monitor.ratio', args: p },
  // A service check that fails `alert` times in a row.
  check(p):: { constructor: 'monitor.check', args: p },
  // An event of Datadog's Audit Trail, which is of the whole organisation: rendered for the environment that owns it.
  audit(p):: { constructor: 'monitor.audit', args: p },
  // How fast an SLO spends its error budget, over a long and a short window at once.
  burn_rate(p):: { constructor: 'monitor.burn_rate', args: p },
  // How much of its error budget an SLO has spent.
  error_budget(p):: { constructor: 'monitor.error_budget', args: p },
  // A condition on other monitors.
  composite(p):: { constructor: 'monitor.composite', args: p },
  // How many log lines match over the window.
  logs(p):: { constructor: 'monitor.logs', args: p },
}
