// What a file under services/<service>/dashboards/ and an archetype's dashboard.libsonnet are given as `ctx`: what every dashboard knows
// (lib/assemble/dashboard_facts.libsonnet), and
//
//   service, signals          the declaration and its archetypes' signals
//   objectives                the objectives of the service (lib/assemble/objectives.libsonnet)
//   limits(slo)               the limits that an SLO of the service sets for a widget, or null
//   shown                     the default services of the dashboard's variable
local clients = import 'lib/assemble/clients.libsonnet';
local context = import 'lib/assemble/context.libsonnet';
local facts = import 'lib/assemble/dashboard_facts.libsonnet';
local declaration = import 'lib/assemble/declaration.libsonnet';
local objectives = import 'lib/assemble/objectives.libsonnet';

// The other services whose tag the signals of a service carry: a broker counts what waits, clients measure a store.
local carriers(signals) = std.set([
  carrier
  for a in std.objectFields(signals)
  if ('carriers' in signals[a])
  for carrier in signals[a].carriers
]);

// A dashboard that shows one service's telemetry leaves the choice to its variable; where it shows others' too, what is the service's own is narrowed to
// it.
function(organisation, name)
  local service = declaration.all[name];
  // What runs on every node watches every service.
  local others = if service.runs.kind == 'daemon-set' then ['*'] else std.setDiff(carriers(ctx.signals), [name]),
        of = if others == [] then null else name,
        shown = if std.member(others, '*') then others else [name] + others,
        ctx = facts(organisation, of, shown) {
    service: service,
    clients: clients(name),
    signals: context.signals(ctx, of),
    objectives: service_objectives,
    limits(slo):: if slo in service_objectives then service_objectives[slo].limits else null,
    shown: shown,
  },
        service_objectives = objectives(ctx);
  ctx
