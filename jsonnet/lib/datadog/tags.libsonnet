// The tags of an object (monitor, SLO), in the order of the tagging schema: policy/tags.libsonnet.
local platform = import 'policy/platform.libsonnet';

{
  of(ctx, more)::
    ['env:' + ctx.env, 'service:' + ctx.service.name, 'team:' + ctx.service.team]
    + [k + ':' + more[k] for k in std.objectFields(more)]
    + ['managed-by:' + platform.managed_by],
}
