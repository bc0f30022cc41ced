// The row of settings.libsonnet for an environment, and how a row's resources read in a pod.
local settings = import 'agent/settings.libsonnet';
local environment = import 'lib/environment.libsonnet';

{
  of(env):: environment.value('agent/settings.libsonnet', settings, env, 'agent/settings.libsonnet'),

  resources(row):: {
    requests: { cpu: row[0], memory: row[1] },
    limits: { cpu: row[2], memory: row[3] },
  },
}
