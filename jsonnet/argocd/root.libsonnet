// The application of applications: everything in manifests/argocd but this file, which is applied by hand once
// (docs/how-to/bootstrap-argocd.md). An application that contains itself would wait for its own health.
local meta = import 'argocd/parts/meta.libsonnet';
local names = import 'argocd/parts/names.libsonnet';
local subscriptions = import 'argocd/parts/subscriptions.libsonnet';
local sync_policy = import 'argocd/parts/sync-policy.libsonnet';

function(ctx)
  local organisations = ctx.policy.organisations;
  [
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: meta(
        ctx,
        names.root(ctx),
        names.waves.project,
        annotations={
          'argocd.argoproj.io/manifest-generate-paths': '.',
          // argocd-cm and argocd-notifications-cm are patched, not replaced: compare only the fields that are ours.
          'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        } + subscriptions(ctx, std.set([organisations[name].owner for name in std.objectFields(organisations)])),
      ),
      spec: {
        project: names.bootstrap_project(ctx),
        source: {
          repoURL: ctx.policy.platform.repository_git,
          targetRevision: ctx.policy.platform.revision,
          path: 'manifests/argocd',
          directory: { recurse: false, exclude: 'root.yaml' },
        },
        destination: { name: 'in-cluster', namespace: ctx.policy.platform.argocd_namespace },
        // The migration would first adopt, then drop, the fields of those ConfigMaps that `kubectl apply` once set.
        syncPolicy: sync_policy(['ClientSideApplyMigration=false']),
        revisionHistoryLimit: 10,
      },
    },
  ]
