// The Datadog objects: one ApplicationSet an environment, one Application a service. A folder that appears becomes an Application, one
// that is removed removes its objects from Datadog. What exists once per organisation is applied by the environment that owns it.
local template = import 'argocd/parts/estate-template.libsonnet';
local meta = import 'argocd/parts/meta.libsonnet';
local names = import 'argocd/parts/names.libsonnet';

local directories(ctx, env) =
  local organisations = ctx.policy.organisations;
  [{ path: 'manifests/' + env + '/*' }, { path: 'manifests/' + env + '/platform', exclude: true }]
  + [{ path: 'manifests/' + name + '/*' } for name in std.objectFields(organisations) if organisations[name].owner == env];

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
