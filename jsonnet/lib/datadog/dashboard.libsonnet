// Boards. A file under dashboards/ says what a board answers and which signals it shows; variables, tags and places come from here.
//
//     function(ctx) ctx.board({
//       title: 'Data Stores',
//       description: 'whether the stores hold what they promise',
//       team: 'data-platform',
//       groups: [ctx.group({ title: 'PostgreSQL', rows: [[ctx.widget.timeseries({ signal: ... })]] })],
//     })
local check = import 'lib/check.libsonnet';
local links = import 'lib/datadog/links.libsonnet';
local sums = import 'lib/datadog/widget/sums.libsonnet';

local fields = {
  title: "what it is called, without the platform's name",
  description: 'what it answers, as a clause',
  team: "the owning team, of policy/teams.libsonnet; on a service's board the service's unless said",
  groups: 'groups of widgets, the most important first; null is left out',
  service: "the services its variable begins with; those a service's board shows, or all, unless said",
};

// The variables that every query of a board is narrowed by.
local variables(ctx, services) = [
  { name: 'env', prefix: 'env', available_values: ctx.environments, defaults: [ctx.organisation.owner] },
  { name: 'service', prefix: 'service', defaults: services },
  { name: 'version', prefix: 'version', defaults: ['*'] },
];

function(ctx)
  function(p)
    local owned = if 'service' in ctx then { team: ctx.service.team } else {};
    local given = owned + check.fields('dashboard', p, fields, ['title', 'description', 'groups'] + (if 'service' in ctx then [] else ['team']));
    local team = if given.team in ctx.policy.teams then given.team else check.lookup('dashboard/unknown-team', 'team', given.team, ctx.policy.teams);
    local kept = [g for g in given.groups if g != null];
    local groups = [g for g in kept if !g.supporting] + [g for g in kept if g.supporting];
    local tops = sums([g.height for g in groups]);
    {
      title: given.title,
      description: given.description,
      payload: {
        title: links.board_title(given.title),
        description: given.description,
        layout_type: 'ordered',
        reflow_type: 'fixed',
        tags: ['team:' + team],
        default_timeframe: { type: 'live', unit: 'hour', value: 4 },
        template_variables: variables(ctx, if 'service' in given then given.service else ctx.shown),
        template_variable_presets: [
          { name: ctx.policy.environments[env].title, template_variables: [{ name: 'env', values: [env] }] }
          for env in ctx.environments
        ],
        widgets: [groups[i].at(tops[i]) for i in std.range(0, std.length(groups) - 1)],
      },
    }
