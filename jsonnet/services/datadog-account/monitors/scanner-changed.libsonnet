// P1: from the moment a rule is off, every line with patient data is readable in Datadog: each hour is a disclosure that cannot be taken back.
// https://docs.datadoghq.com/account_management/audit_trail/events/#sensitive-data-scanner-events
function(ctx) ctx.monitor.audit({
  symptom: 'a person changed the masking of patient data',
  impact: 'patient data that the services miss may be readable in Datadog from now on',
  first_action: 'switch the rule on again, then see who changed it and whether a commit explains it',
  search: '@evt.name:"Sensitive Data Scanner" @asset.type:(sensitive_data_scanner_scanning_group OR sensitive_data_scanner_scanning_rule) @action:(modified OR deleted)',
  window: '15m',
  severity: 'P1',
  no_data: 'last',
})
