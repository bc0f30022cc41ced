// The tags that every object of a service has (policy/tags.libsonnet); monitors and SLOs add their own.
local platform = import 'policy/platform.libsonnet';

{
  of(env, service):: ['env:' + env, 'service:' + service.name, 'team:' + service.team, 'managed-by:' + platform.managed_by],
}
