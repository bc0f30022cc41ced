// The chart lets the node agents' account read the integrations' Secret. The runners have an account of their own and resolve the
// handles of cluster checks: they need the same leave. The role is the chart's.
local meta = import 'agent/object-meta.libsonnet';

function(ctx) [
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: meta.in_namespace(ctx, 'datadog-cluster-checks-read-secrets'),
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'Role',
      name: 'datadog-secret-reader-' + ctx.policy.platform.agent_namespace,
    },
    subjects: [
      { kind: 'ServiceAccount', name: 'datadog-cluster-checks', namespace: ctx.policy.platform.agent_namespace },
    ],
  },
]
