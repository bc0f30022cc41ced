// The Datadog objects: one ApplicationSet an environment, one Application a service. A folder that appears becomes an Application, one
// that goes takes its objects out of Datadog. What exists once per organisation is applied by the environment that owns it.
local meta = import 'argocd/parts/meta.libsonnet';
local names = import 'argocd/parts/names.libsonnet';
local subscriptions = import 'argocd/parts/subscriptions.libsonnet';
local sync_policy = import 'argocd/parts/sync-policy.libsonnet';

local directories(ctx, env) =
  local organisations = ctx.policy.organisations;
  [{ path: 'manifests/' + env + '/*' }, { path: 'manifests/' + env + '/platform', exclude: true }]
  + [{ path: 'manifests/' + name + '/*' } for name in std.objectFields(organisations) if organisations[name].owner == env];

local template(ctx, env) = {
  metadata: {
    // manifests/prod/redis -> prod-redis, manifests/scribemed/redis -> scribemed-redis
    name: '{{ index .path.segments 1 }}-{{ .path.basenameNormalized }}',
    labels: { 'app.kubernetes.io/part-of': ctx.policy.platform.managed_by, env: env, service: '{{ .path.basenameNormalized }}' },
    annotations: { 'argocd.argoproj.io/manifest-generate-paths': '.' } + subscriptions(ctx, [env]),
  },
  spec: {
    project: names.project(ctx),
    source: {
      repoURL: ctx.policy.platform.repository_git,
      targetRevision: ctx.policy.platform.revision,
      path: '{{ .path.path }}',
      directory: { recurse: true },
    },
    destination: { name: ctx.policy.environments[env].cluster, namespace: ctx.policy.platform.agent_namespace },
    // No PruneLast: it would prune all at once, where pruning by wave goes in reverse, boards before SLOs before their monitors.
    syncPolicy: sync_policy(['ApplyOutOfSyncOnly=true']),
    revisionHistoryLimit: 10,
  },
};

function(ctx) [
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: meta(
      ctx,
      'estate-' + env,
      names.waves.estate,
      // Deleting the set would delete every monitor of the environment: a person confirms.
      annotations={ 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
      labels={ env: env },
    ),
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [{
        git: {
          repoURL: ctx.policy.platform.repository_git,
          revision: ctx.policy.platform.revision,
          directories: directories(ctx, env),
        },
      }],
      // `sync` and no preservation: a service that leaves the repository leaves Datadog. See docs/decisions/0014.
      syncPolicy: { applicationsSync: 'sync', preserveResourcesOnDeletion: false },
      template: template(ctx, env),
    },
  }
  for env in std.objectFields(ctx.policy.environments)
]
