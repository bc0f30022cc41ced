// P2: an alert that is changed or gone lets a P1 pass tonight. `cargo xtask render` and the next sync bring it back, so nobody is paged.
// A mute is a downtime (https://docs.datadoghq.com/monitors/downtimes/), and Audit Trail documents no event of one: `cargo xtask live drift` finds it.
// https://docs.datadoghq.com/account_management/audit_trail/events/#monitor-events
function(ctx) ctx.monitor.audit({
  symptom: 'pages were changed or deleted by hand',
  impact: 'an alert may stay silent although patients wait',
  first_action: 'see in Audit Trail what was changed, and whether a commit or an incident explains it',
  search: '@evt.name:Monitor @asset.type:monitor @action:(modified OR deleted)',
  window: '15m',
  severity: 'P2',
  no_data: 'last',
})
