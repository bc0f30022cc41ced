// The Application of one folder of Datadog objects; the braces are Argo CD's template.
local names = import 'argocd/parts/names.libsonnet';
local subscriptions = import 'argocd/parts/subscriptions.libsonnet';
local sync_policy = import 'argocd/parts/sync-policy.libsonnet';

function(ctx) {
  metadata: {
    // manifests/prod/redis -> prod-redis, manifests/scribemed/redis -> scribemed-redis
    name: '{{ index .path.segments 1 }}-{{ .path.basenameNormalized }}',
    labels: { 'app.kubernetes.io/part-of': ctx.policy.platform.managed_by, env: ctx.env, service: '{{ .path.basenameNormalized }}' },
    annotations: { 'argocd.argoproj.io/manifest-generate-paths': '.' } + subscriptions.of_services(ctx, [ctx.env]),
  },
  spec: {
    project: names.estate_project(ctx),
    source: {
      repoURL: ctx.policy.platform.repository_git,
      targetRevision: ctx.policy.platform.revision,
      path: '{{ .path.path }}',
      directory: { recurse: true },
    },
    destination: { name: ctx.policy.environments[ctx.env].cluster, namespace: ctx.policy.platform.agent_namespace },
    // No PruneLast: it would prune all at once, where pruning by wave goes in reverse, dashboards before SLOs before their monitors.
    syncPolicy: sync_policy(['ApplyOutOfSyncOnly=true']),
    revisionHistoryLimit: 10,
  },
}
