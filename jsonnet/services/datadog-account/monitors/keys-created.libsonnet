// P2: its holder can read all telemetry from now on, and nothing else reports it; nobody waits for care meanwhile.
// https://docs.datadoghq.com/account_management/audit_trail/events/#authentication-events (a service account's keys: #access-management-events)
function(ctx) ctx.monitor.audit({
  symptom: 'a person made an API or application key',
  impact: 'a key outside Terraform has no owner and no end: it can read telemetry or send false data',
  first_action: 'see who made the key in Audit Trail, and whether a commit explains it',
  search: '@evt.name:(Authentication OR "Access Management") @asset.type:(api_key OR application_key OR public_api_key) @action:created',
  window: '15m',
  severity: 'P2',
  no_data: 'last',
})
