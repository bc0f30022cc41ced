// P3: the budget is spent whatever anybody does now; it decides which work comes next.
function(ctx, slo) ctx.monitor.error_budget({
  local alert = ctx.policy.slo_alerts['budget-spent'],
  symptom: 'error budget is nearly spent (' + slo.objective + ')',
  impact: 'the target of ' + slo.window + ' is missed if as much fails again; reliability work comes before features',
  first_action: 'list the incidents that spent it, on the page of the SLO',
  slo: slo.path,
  alert_percent: alert.alert_percent,
  warn_percent: alert.warn_percent,
  severity: alert.severity,
})
