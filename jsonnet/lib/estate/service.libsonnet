// One service in one environment: every monitor and SLO, by the place it comes from.
//
// given: { env, service: { name, monitors, slos } }, where monitors and slos are the files of the service's own folder by name. Answers { monitors: { <origin>: { <name>: ... } }, slos: the same }, where the origin is 'own' or an
// archetype; the renderer refuses one name from two origins.
local check = import 'lib/check.libsonnet';
local context = import 'lib/estate/context.libsonnet';
local declaration = import 'lib/estate/declaration.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

function(given)
  local service = declaration.of(given.service.name);
  local ctx = context.of(given.env, service);
  local origins(kind) = { [a]: archetypes[a][kind] for a in service.archetypes } + { own: given.service[kind] };

  local monitors = origins('monitors');
  local monitor_names = { [name]: null for origin in std.objectFields(monitors) for name in std.objectFields(monitors[origin]) };
  // An exception that names no monitor would sit there for ever and hide the next one that takes the name.
  local known(field) = [
    check.lookup('service/unknown-monitor', "monitor in '" + field + "' of service '" + service.name + "'", name, monitor_names, service.file)
    for name in std.objectFields(service[field])
  ];

  local slos = origins('slos');
  local slo_names = { [name]: null for origin in std.objectFields(slos) for name in std.objectFields(slos[origin]) };
  local declared = [check.lookup('service/unknown-slo', "SLO of service '" + service.name + "'", name, slo_names, service.file) for name in std.objectFields(service.slos)];

  check.after(known('tune') + known('without') + declared, {
    monitors: {
      [origin]: {
        [name]: monitor
        for name in std.objectFields(monitors[origin])
        if !(name in service.without)
        // An archetype's monitor that does not apply to this service (it consumes no queue, say) answers null.
        for monitor in [monitors[origin][name](context.named(ctx, name))]
        if monitor != null
      }
      for origin in std.objectFields(monitors)
    },
    slos: {
      [origin]: {
        [name]: slos[origin][name](context.promised(ctx, name, service.slos[name]))
        for name in std.objectFields(slos[origin])
        if (name in service.slos)
      }
      for origin in std.objectFields(slos)
    },
  })
