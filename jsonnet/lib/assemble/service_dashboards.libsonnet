// The dashboards of one service: its own, put together from its archetypes, and those of its folder dashboards/.
//
// given: { organisation, service: { name, dashboards } }, the latter files by name. `dashboards/overview.libsonnet` returns groups for the
// service's own dashboard, every other file returns a dashboard.
local context = import 'lib/assemble/service_dashboard_context.libsonnet';
local constructor = import 'lib/constructor/dashboard.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

function(given)
  local ctx = context(given.organisation, given.service.name);
  local files = given.service.dashboards;
  // By id, with the history of the budget; `slos` of the first group is a list that the dashboard's variables narrow.
  local budgets = [ctx.widget.slo({ slo: ctx.service.name + '/slos/' + slo, title: ctx.objectives[slo].text }) for slo in std.objectFields(ctx.objectives)];
  local burn_rates = [
    ctx.widget.burn_rate({ signal: of.signal, target_percent: of.target_percent, title: of.objective, events: ctx.deployments, hint: of.text })
    for slo in std.objectFields(ctx.objectives)
    for of in [ctx.objectives[slo]]
    if of.signal != null
  ];
  local parts =
    (if 'overview' in files then [{ groups: files.overview(ctx) }] else [])
    + (
      if budgets != [] then [{
        groups: [ctx.group({ title: 'Error budgets', rows: ctx.rows(budgets, 4) + (if burn_rates != [] then ctx.rows(burn_rates, 4) else []) })],
      }] else []
    )
    + [{ archetype: a, groups: archetypes[a].dashboard(ctx) } for a in ctx.service.archetypes if 'dashboard' in archetypes[a]];
  {
    dashboards: {
      archetypes: {
        // A service without telemetry of its own (the account, say) has nothing to draw.
        [if parts != [] then 'overview']: constructor.of_service({
          shown: ctx.shown,
          objectives: [ctx.objectives[slo].text for slo in std.objectFields(ctx.objectives)],
          parts: parts,
        }),
      },
      own: { [name]: files[name](ctx) for name in std.objectFields(files) if name != 'overview' },
    },
  }
