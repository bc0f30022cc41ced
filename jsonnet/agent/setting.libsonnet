// The row of settings.libsonnet for an environment, and how a row's resources read in a pod.
local settings = import 'agent/settings.libsonnet';
local check = import 'lib/check.libsonnet';

{
  of(env):: check.lookup('agent/no-settings', 'environment', env, settings, 'agent/settings.libsonnet'),

  resources(row):: {
    requests: { cpu: row[0], memory: row[1] },
    limits: { cpu: row[2], memory: row[3] },
  },
}
