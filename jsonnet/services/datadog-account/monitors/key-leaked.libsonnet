// P1: Datadog itself found the key in public. A stranger who reads it there can use it at once, at any hour.
// https://docs.datadoghq.com/account_management/audit_trail/events/#security-notification-events
function(ctx) ctx.monitor.audit({
  symptom: 'Datadog found one of our keys in public',
  impact: 'anybody can read telemetry or send false data with it until it is revoked',
  first_action: 'see in Audit Trail which key leaked: rotate it if a program has it, revoke it if a person has it',
  search: '@evt.name:"Security Notification" @asset.type:(api_key OR application_key) @action:notification',
  of_programs: true,
  window: '15m',
  severity: 'P1',
  no_data: 'last',
})
