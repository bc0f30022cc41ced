// Dashboards and their groups. Fields: docs/reference/constructors.md#dashboards.
//
//     function(ctx) ctx.dashboard({
//       title: 'Data Stores',
//       description: 'which store is slow, full, lagging or down',
//       team: 'data-platform',
//       groups: [ctx.group({ title: 'PostgreSQL', rows: [[ctx.widget.timeseries({ signal: ... })]] })],
//     })
{
  // shown: the services that the dashboard's variable starts with, unless the dashboard sets others.
  dashboard(shown):: function(p) { constructor: 'dashboard.dashboard', shown: shown, args: p },
  group(p):: { constructor: 'dashboard.group', args: p },
  // A service's own dashboard, built from the groups of several files: { shown, objectives, parts }.
  of_service(p):: { constructor: 'dashboard.service', args: p },
}
