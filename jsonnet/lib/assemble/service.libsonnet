// One service in one environment: what every file of a monitor and an SLO says, by the place it comes from.
//
// given: { env, service: { name, monitors, slos } }, where monitors and slos are the files of the service's own folder by name. Answers { monitors: { <origin>: { <name>: ... } }, slos: the same }, where the origin is 'own' or an
// archetype; the renderer refuses one name from two origins. A monitor that does not apply to this service (it consumes no queue, say) is null.
local context = import 'lib/assemble/context.libsonnet';
local declaration = import 'lib/assemble/declaration.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

function(given)
  local service = declaration.all[given.service.name];
  local ctx = context.of(given.env, service);
  local by_origin(kind, said) = { [a]: said(archetypes[a][kind]) for a in service.archetypes } + { own: said(given.service[kind]) };

  // What a service tunes stands in the place of what the file says; what the file derives from it follows.
  local tuned(name, monitor) =
    if name in service.tune && std.isObject(monitor) && std.isObject(service.tune[name]) then monitor { args+: service.tune[name] } else monitor;
  {
    monitors: by_origin('monitors', function(files) { [name]: tuned(name, files[name](ctx)) for name in std.objectFields(files) if !(name in service.without) }),
    slos: by_origin('slos', function(files) { [name]: files[name](ctx) for name in std.objectFields(files) if name in service.slos }),
  }
