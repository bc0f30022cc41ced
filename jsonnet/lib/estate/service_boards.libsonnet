// The boards of one service: its own, put together from its archetypes, and those of its folder dashboards/.
//
// given: { organisation, service: { name, dashboards } }, the latter files by name. `dashboards/overview.libsonnet` answers groups that stand on the
// service's own board, every other file answers a board.
local context = import 'lib/estate/service_board_context.libsonnet';
local header = import 'lib/estate/board_header.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

function(given)
  local ctx = context(given.organisation, given.service.name);
  local service = ctx.service;
  local files = given.service.dashboards;
  local more = if 'overview' in files then files.overview(ctx) else [];
  {
    dashboards: {
      archetypes: {
        overview: ctx.board({
          title: service.title,
          description: service.title + ' ' + service.purpose + ': is it well, and what holds it up',
          groups:
            [header(ctx)]
            + more
            + std.flatMap(function(a) if 'dashboard' in archetypes[a] then archetypes[a].dashboard(ctx) else [], service.archetypes),
        }),
      },
      own: { [name]: files[name](ctx) for name in std.objectFields(files) if name != 'overview' },
    },
  }
