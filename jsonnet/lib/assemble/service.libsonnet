// One service in one environment: the value of every file of a monitor, an SLO, a downtime and a synthetic test, by its origin.
//
// given: { env, untuned, service: { name, monitors, slos, downtimes, synthetics } }, where each of these is the files of the service's own folder by name. `untuned` is optional: true for the monitors as they are without `tune`. Returns { monitors: { <origin>: { <name>: ... } }, slos: the same }, where the origin is 'own' or an
// archetype, and of the alerts of SLOs 'slo-alert/<alert>'; the renderer rejects one name from two origins. A monitor that does not apply to this service (it consumes no queue, say) is null.
local context = import 'lib/assemble/context.libsonnet';
local declaration = import 'lib/assemble/declaration.libsonnet';
local slo_alerts = import 'lib/assemble/slo_alerts.libsonnet';
local tuning = import 'lib/assemble/tuning.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

function(given)
  local service = declaration.all[given.service.name];
  local ctx = context.of(given.env, service);
  local by_origin(kind, values) = { [a]: values(archetypes[a][kind]) for a in service.archetypes } + { own: values(given.service[kind]) };

  local own(files) = { [name]: files[name](ctx) for name in std.objectFields(files) };

  // Arguments that a service tunes replace those of the file; values that the file derives from them follow.
  local tuned(name, monitor) =
    if name in service.tune && std.isObject(monitor) && !std.get(given, 'untuned', false) then monitor { args+: tuning.of(service.tune[name], given.env) } else monitor;
  local slos = by_origin('slos', function(files) { [name]: files[name](ctx) for name in std.objectFields(files) if name in service.slos });
  {
    monitors:
      by_origin('monitors', function(files) { [name]: tuned(name, files[name](ctx)) for name in std.objectFields(files) if !(name in service.without) })
      + slo_alerts(ctx, slos, tuned),
    slos: slos,
    // Archetypes have none of these: what is noise, and what people outside reach, is a service's own.
    downtimes: { own: own(given.service.downtimes) },
    synthetics: { own: own(given.service.synthetics) },
  }
