// P1: this account bypasses the identity provider and may do everything. If no incident is open for it, a stranger is in.
// https://docs.datadoghq.com/account_management/audit_trail/events/#authentication-events
function(ctx) ctx.monitor.audit({
  symptom: 'the break-glass account signed in',
  impact: 'who signed in can read all telemetry and switch off every alert',
  first_action: 'ask the platform leads whether an incident explains it; if none does, change its password and second factor at once',
  search: '@evt.name:Authentication @action:login @usr.email:' + ctx.organisation.break_glass,
  of_programs: true,
  window: '15m',
  severity: 'P1',
  no_data: 'last',
})
