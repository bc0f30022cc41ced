// What a file under dashboards/ is given as `ctx`: what every board knows (lib/estate/board_facts.libsonnet), and
//
//   signals_of(service)       the signals of one service by archetype: ctx.signals_of('transcription').worker.failures
//   across(archetype, facts)  an archetype's signals over all services; group them by service
//   with(archetype)           the names of the services of an archetype
//   promises_of(service)      what the service promises (lib/estate/promises.libsonnet)
local check = import 'lib/check.libsonnet';
local dashboard = import 'lib/datadog/dashboard.libsonnet';
local facts = import 'lib/estate/board_facts.libsonnet';
local context = import 'lib/estate/context.libsonnet';
local promises = import 'lib/estate/promises.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

function(organisation)
  local common = facts.of(organisation);
  local narrowed = { [name]: facts.of_service(common, common.services[name], facts.variables + ',service:' + name) for name in std.objectFields(common.services) };
  local find(name) = check.lookup('service/unknown', 'service', name, narrowed);
  // Stands for every service where an archetype asks for facts of one.
  local any = {
    name: '*',
    slos: {},
    consumes: [s for name in std.objectFields(common.services) for s in common.services[name].consumes],
    runs: { kind: 'deployment', language: 'node' },
  };
  common {
    signal: context.with_signals(common { service: any { archetype_signals:: {} } }).signal,
    signals_of(name):: find(name).signals,
    promises_of(name):: promises(find(name)),
    with(archetype):: [name for name in std.objectFields(common.services) if std.member(common.services[name].archetypes, archetype)],
    across(archetype, more={})::
      local known = check.lookup('service/unknown-archetype', 'archetype', archetype, archetypes);
      known.signals(context.with_signals(common { service: any + more { archetype_signals:: {} }, clients: [] })),
    shown: ['*'],
    board: dashboard(self),
  }
