// P2: with Audit Trail off, no other monitor of the account can alert; it must be on again today.
// https://docs.datadoghq.com/account_management/audit_trail/events/#organization-management-events
function(ctx) ctx.monitor.audit({
  symptom: 'the settings of Audit Trail were changed',
  impact: 'what people do in Datadog may no longer be recorded, so nobody can prove who saw what',
  first_action: 'restore the settings: until then no other monitor of the account can alert; then see who it was',
  search: '@evt.name:"Organization Management" @asset.type:audit_logs_settings @action:(modified OR deleted)',
  // No program of ours changes them, so an event of one is a stolen key.
  of_programs: true,
  window: '15m',
  severity: 'P2',
  no_data: 'last',
})
