// A Role in the agent's namespace and its binding, both named after the service account that gets it.
local meta = import 'agent/object-meta.libsonnet';

local rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };

function(ctx, account, rules) [
  rbac {
    kind: 'Role',
    metadata: meta.in_namespace(ctx, account),
    rules: rules,
  },
  rbac {
    kind: 'RoleBinding',
    metadata: meta.in_namespace(ctx, account),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: account },
    subjects: [{ kind: 'ServiceAccount', name: account, namespace: ctx.policy.platform.agent_namespace }],
  },
]
