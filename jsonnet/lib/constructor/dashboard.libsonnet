// Dashboards and their groups. The fields: xtask/crates/constructors/src/dashboard.
//
//     function(ctx) ctx.dashboard({
//       title: 'Data Stores',
//       description: 'whether the stores hold what they promise',
//       team: 'data-platform',
//       groups: [ctx.group({ title: 'PostgreSQL', rows: [[ctx.widget.timeseries({ signal: ... })]] })],
//     })
{
  // shown: the services that the dashboard's variable begins with, unless the dashboard says others.
  dashboard(shown):: function(p) { constructor: 'dashboard.dashboard', shown: shown, args: p },
  group(p):: { constructor: 'dashboard.group', args: p },
  // A service's own dashboard, put together from the groups of several files: { shown, objectives, parts }.
  of_service(p):: { constructor: 'dashboard.service', args: p },
}
