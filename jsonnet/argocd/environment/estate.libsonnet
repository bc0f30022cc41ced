// The Datadog objects of an environment: one ApplicationSet, one Application a service. A folder that appears becomes an Application, one
// that is removed removes its objects from Datadog. What exists once per organisation is applied by the environment that owns it.
local template = import 'argocd/parts/estate-template.libsonnet';
local meta = import 'argocd/parts/meta.libsonnet';
local names = import 'argocd/parts/names.libsonnet';

local directories(ctx) =
  local organisations = ctx.policy.organisations;
  [{ path: 'manifests/' + ctx.env + '/*' }, { path: 'manifests/' + ctx.env + '/platform', exclude: true }]
  + [{ path: 'manifests/' + name + '/*' } for name in std.objectFields(organisations) if organisations[name].owner == ctx.env];

function(ctx) [
  {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: meta(
      ctx,
      'estate-' + ctx.env,
      names.waves.estate,
      // Deleting the set would delete every monitor of the environment: a person confirms.
      annotations={ 'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm' },
      labels={ env: ctx.env },
    ),
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [{
        git: {
          repoURL: ctx.policy.platform.repository_git,
          revision: ctx.policy.platform.revision,
          directories: directories(ctx),
        },
      }],
      // A service that leaves the repository leaves Datadog: docs/decisions/0014. `preserveResourcesOnDeletion: false` says the same, but Argo CD drops
      // a false from the object when it writes it, and would then find a difference.
      syncPolicy: { applicationsSync: 'sync' },
      template: template(ctx),
    },
  },
]
