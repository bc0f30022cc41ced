// What a file under dashboards/ is given as `ctx`: the context of every dashboard (lib/assemble/dashboard_facts.libsonnet), and
//
//   signals_of(service)       the signals of one service by archetype: ctx.signals_of('transcription').worker.failures
//   across(archetype, facts)  an archetype's signals over all services; group them by service
//   with(archetype)           the names of the services of an archetype
//   objectives_of(service)      the objectives of the service (lib/assemble/objectives.libsonnet)
local clients = import 'lib/assemble/clients.libsonnet';
local context = import 'lib/assemble/context.libsonnet';
local facts = import 'lib/assemble/dashboard_facts.libsonnet';
local objectives = import 'lib/assemble/objectives.libsonnet';
local check = import 'lib/check.libsonnet';
local signal = import 'lib/constructor/signal.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

function(organisation)
  local common = facts(organisation, null, ['*']);
  local services = common.services;
  local narrowed = {
    [name]:
      local ctx = common { service: services[name], clients: clients(name), signal: signal(name), signals: context.signals(ctx, name) };
      { signals: ctx.signals, objectives: objectives(ctx) }
    for name in std.objectFields(services)
  };
  local find(name) = check.lookup('service/unknown', 'service', name, narrowed, place='jsonnet/services/' + name + '/service.libsonnet');
  // Represents every service where an archetype needs facts of one.
  local any = {
    name: '*',
    slos: {},
    consumes: [s for name in std.objectFields(services) for s in services[name].consumes],
    runs: { kind: 'deployment', language: 'node' },
  };
  common {
    signals_of(name):: find(name).signals,
    objectives_of(name):: find(name).objectives,
    with(archetype):: [name for name in std.objectFields(services) if std.member(services[name].archetypes, archetype)],
    across(archetype, more={})::
      local known = check.lookup('service/unknown-archetype', 'archetype', archetype, archetypes);
      known.signals(common { service: any + more, clients: [], signal: signal(null, archetype) }),
  }
