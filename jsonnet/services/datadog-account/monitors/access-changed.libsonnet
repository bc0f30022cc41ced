// P2: somebody may see or change more than was reviewed; the change can be undone today, and no alert is lost by it.
// https://docs.datadoghq.com/account_management/audit_trail/events/#access-management-events
function(ctx) ctx.monitor.audit({
  symptom: 'a person changed who may do what in Datadog',
  impact: 'somebody may see or change what was not reviewed, or sign in another way than through the identity provider',
  first_action: 'see who it was in Audit Trail, and whether a commit explains it',
  search: '@evt.name:"Access Management" @asset.type:(role OR user OR identity_provider OR restriction_policy) @action:(created OR modified OR deleted)',
  window: '15m',
  severity: 'P2',
  no_data: 'last',
})
