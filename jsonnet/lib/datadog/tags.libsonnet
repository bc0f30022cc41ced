// The tags of an object (monitor, SLO): those that every object has (policy/tags.libsonnet) and `more`.
local platform = import 'policy/platform.libsonnet';

{
  of(ctx, more)::
    ['env:' + ctx.env, 'service:' + ctx.service.name, 'team:' + ctx.service.team]
    + [k + ':' + more[k] for k in std.objectFields(more)]
    + ['managed-by:' + platform.managed_by],
}
