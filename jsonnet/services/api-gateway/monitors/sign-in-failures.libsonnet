// A wave of refused sign-ins is a broken identity provider or an attack; both keep clinicians out.
function(ctx) ctx.monitor.ratio({
  symptom: 'many sign-in attempts are rejected',
  impact: 'clinicians cannot start work, or an attacker is trying passwords',
  first_action: "see whether a replica set is younger than the alert (roll back) or the pods' clock is wrong",
  bad: 'auth.failed',
  of: 'auth.total',
  window: '10m',
  alert_percent: ctx.by_env({ dev: 80, staging: 60, prod: 30 }),
  warn_percent: self.alert_percent / 2,
  min_bad: 20,
  severity: 'P2',
  no_data: 'resolve',
})
