// What a file under services/<service>/dashboards/ and an archetype's dashboard.libsonnet are given as `ctx`: what every board knows
// (lib/estate/board_facts.libsonnet), and
//
//   service, signals          the declaration and its archetypes' signals
//   promises                  what the service promises (lib/estate/promises.libsonnet)
//   limits(slo)               the limits that an SLO of the service sets for a widget, or null
//   shown                     the services that the board's variable begins with
local dashboard = import 'lib/datadog/dashboard.libsonnet';
local facts = import 'lib/estate/board_facts.libsonnet';
local declaration = import 'lib/estate/declaration.libsonnet';
local promises = import 'lib/estate/promises.libsonnet';

// The services beside its own whose tag the signals of a service carry: a broker counts what waits, clients see a store.
local carriers(ctx) = std.set([
  carrier
  for a in ctx.service.archetypes
  if ('carriers' in ctx.signals[a])
  for carrier in ctx.signals[a].carriers
]);

// A board that shows one service's telemetry leaves the choice to its variable; where it shows others' too, what is the service's own is narrowed to
// it.
function(organisation, name)
  local service = declaration.of(name);
  local common = facts.of(organisation);
  // What runs on every node watches every service.
  local others = if service.runs.kind == 'daemon-set' then ['*'] else std.setDiff(carriers(facts.of_service(common, service, facts.variables)), [name]);
  local ctx = facts.of_service(common, service, if std.length(others) == 0 then facts.variables else facts.variables + ',service:' + name);
  local promised = promises(ctx);
  ctx {
    shown: if std.member(others, '*') then others else [name] + others,
    promises: promised,
    limits(slo):: if slo in promised then promised[slo].limits else null,
    board: dashboard(self),
  }
