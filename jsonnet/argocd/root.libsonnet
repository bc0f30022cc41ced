// The shared root: projects, settings and the root of each environment, which is everything in manifests/argocd itself but this file. It is applied by
// hand once (docs/how-to/bootstrap-argocd.md). An application that contains itself would wait for its own health.
local names = import 'argocd/parts/names.libsonnet';
local root_application = import 'argocd/parts/root-application.libsonnet';

function(ctx)
  local organisations = ctx.policy.organisations;
  [
    root_application(
      ctx,
      names.root(ctx),
      names.waves.project,
      {
        path: 'manifests/argocd',
        directory: { exclude: 'root.yaml' },
      },
      std.set([organisations[name].owner for name in std.objectFields(organisations)]),
      // The migration would first adopt, then drop, the fields of the ConfigMaps that `kubectl apply` once set.
      sync_options=['ClientSideApplyMigration=false'],
    ),
  ]
