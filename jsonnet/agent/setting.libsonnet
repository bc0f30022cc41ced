// The row of settings.libsonnet for an environment, and how a row's resources read in a pod.
local settings = import 'agent/settings.libsonnet';

{
  of(env)::
    if std.objectHas(settings, env) then settings[env]
    else error "environment '" + env + "' has no row in agent/settings.libsonnet; it knows " + std.join(', ', std.objectFields(settings)),

  resources(row):: {
    requests: { cpu: row[0], memory: row[1] },
    limits: { cpu: row[2], memory: row[3] },
  },
}
