// P2: logs may be lost from now on, or kept where they may not be read; what is lost cannot be had again, but care goes on.
// https://docs.datadoghq.com/account_management/audit_trail/events/#log-management-events. Its list of notable events spells exclusion_filter otherwise: both count.
function(ctx) ctx.monitor.audit({
  symptom: 'a person changed how logs are processed',
  impact: 'log lines may be lost, unmasked or readable for more people, and the audit trail of patient data may have a gap',
  first_action: 'see whether a commit explains it; if none does, apply main again, then ask who it was',
  search: '@evt.name:"Log Management" @asset.type:(index OR "exclusion filter" OR exclusion_filter OR pipeline OR pipeline_processor OR archive OR restriction_query) @action:(created OR modified OR deleted)',
  window: '15m',
  severity: 'P2',
  no_data: 'last',
})
