// The agent's namespace. Node agents mount host paths and share the host's process table, which only the privileged level admits.
local meta = import 'agent/object-meta.libsonnet';

function(ctx) [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: meta.of(ctx, ctx.policy.platform.agent_namespace) {
      labels+: {
        'pod-security.kubernetes.io/enforce': 'privileged',
        'pod-security.kubernetes.io/warn': 'privileged',
      },
      // An application that is deleted by mistake must not delete the namespace, and with it every object's finalizer.
      annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
    },
  },
]
