// What a file under dashboards/ and an archetype's dashboard.libsonnet are given as `ctx`:
//
//   widget, group, board      constructors (lib/datadog/widget, lib/datadog/dashboard.libsonnet)
//   rows(widgets, n)          widgets in rows of n
//   signal                    the kinds of signals, for what no archetype knows
//   services                  every declaration, by name
//   signals_of(service)       the signals of one service by archetype: ctx.signals_of('transcription').worker.failures
//   across(archetype, facts)  an archetype's signals over all services; group them by service
//   with(archetype)           the names of the services of an archetype
//   promises_of(service)      what the service promises (lib/estate/promises.libsonnet)
//   kubernetes_events         a search of what Kubernetes reports
// and, on a service's own board:
//   service, signals          the declaration and its archetypes' signals
//   limits(slo)               the limits that an SLO of the service sets for a widget, or null
local check = import 'lib/check.libsonnet';
local dashboard = import 'lib/datadog/dashboard.libsonnet';
local links = import 'lib/datadog/links.libsonnet';
local constructors = import 'lib/datadog/widget/constructors.libsonnet';
local group = import 'lib/datadog/widget/group.libsonnet';
local context = import 'lib/estate/context.libsonnet';
local declaration = import 'lib/estate/declaration.libsonnet';
local metrics = import 'lib/estate/metrics.libsonnet';
local policy = import 'lib/estate/policy.libsonnet';
local promises = import 'lib/estate/promises.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

local services = declaration.all;
local variables = '$env,$service,$version';

// Every pair of a service and one that needs it.
local needs = [{ by: name, of: need } for name in std.objectFields(services) for need in services[name].dependsOn];
// Who needs a service; made once for all boards.
local clients = { [name]: [n.by for n in needs if n.of == name] for name in std.objectFields(services) };

local facts(organisation) = {
  organisation: policy.organisations[organisation],
  environments: [e for e in std.objectFields(policy.environments) if policy.environments[e].organisation == organisation],
  policy: policy,
  platform: policy.platform,
  services: services,
  scope: variables,
  scope_of_all: variables,
  // Events that say a workload of this scope is in trouble: pods that do not start, are killed or fail their probes.
  kubernetes_events: 'source:kubernetes ' + std.strReplace(self.scope, ',', ' '),
  metric(name):: metrics.find(name),
  widget: constructors,
  group:: group,
  // The widgets in rows of `n`.
  rows(widgets, n):: [widgets[i * n:(i + 1) * n] for i in std.range(0, std.ceil(std.length(widgets) / n) - 1)],
  link(service):: '[' + services[service].title + '](' + links.board(policy.organisations[organisation].app, services[service].title) + ')',
};

local of_service(common, service, scope) = context.with_signals(common { service: service, clients: clients[service.name], scope: scope });

// The services beside its own whose tag the signals of a service carry: a broker counts what waits, clients see a store.
local carriers(ctx) = std.set([
  carrier
  for a in ctx.service.archetypes
  if ('carriers' in ctx.signals[a])
  for carrier in ctx.signals[a].carriers
]);

{
  // The context of a service's own board. A board that shows one service's telemetry leaves the choice to its variable; where it shows others' too,
  // what is the service's own is narrowed to it.
  of(organisation, name)::
    local service = declaration.of(name);
    local common = facts(organisation);
    // What runs on every node watches every service.
    local others = if service.runs.kind == 'daemon-set' then ['*'] else std.setDiff(carriers(of_service(common, service, variables)), [name]);
    local ctx = of_service(common, service, if std.length(others) == 0 then variables else variables + ',service:' + name);
    local promised = promises(ctx);
    ctx {
      shown: if std.member(others, '*') then others else [name] + others,
      promises: promised,
      limits(slo):: if slo in promised then promised[slo].limits else null,
      board: dashboard(self),
    },

  // The context of a board across services.
  across(organisation)::
    local common = facts(organisation);
    local narrowed = { [name]: of_service(common, services[name], variables + ',service:' + name) for name in std.objectFields(services) };
    local find(name) = check.lookup('service/unknown', 'service', name, narrowed);
    // Stands for every service where an archetype asks for facts of one.
    local any = {
      name: '*',
      slos: {},
      consumes: [s for name in std.objectFields(services) for s in services[name].consumes],
      runs: { kind: 'deployment', language: 'node' },
    };
    common {
      signal: context.with_signals(common { service: any { archetype_signals:: {} } }).signal,
      signals_of(name):: find(name).signals,
      promises_of(name):: promises(find(name)),
      with(archetype):: [name for name in std.objectFields(services) if std.member(services[name].archetypes, archetype)],
      across(archetype, more={})::
        local known = check.lookup('service/unknown-archetype', 'archetype', archetype, archetypes);
        known.signals(context.with_signals(common { service: any + more { archetype_signals:: {} }, clients: [] })),
      shown: ['*'],
      board: dashboard(self),
    },
}
