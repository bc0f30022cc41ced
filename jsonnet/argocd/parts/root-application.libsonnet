// An Application of applications. Its path has no `manifest-generate-paths`: with it, Argo CD compares a new commit with the last one it looked at, not with
// the last one it synced, and a sync that was ended while a wave waited would never be followed by the commit that repairs it.
local meta = import 'argocd/parts/meta.libsonnet';
local names = import 'argocd/parts/names.libsonnet';
local subscriptions = import 'argocd/parts/subscriptions.libsonnet';
local sync_policy = import 'argocd/parts/sync-policy.libsonnet';

// `notified`: the environments whose channels hear of a failure.
function(ctx, name, wave, source, notified, annotations={}, labels={}, sync_options=[]) {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: meta(
    ctx,
    name,
    wave,
    annotations={
      // Fields that another owner sets, or that the API server fills in, are no difference.
      'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
    } + annotations + subscriptions(ctx, notified),
    labels=labels,
  ),
  spec: {
    project: names.bootstrap_project(ctx),
    source: {
      repoURL: ctx.policy.platform.repository_git,
      targetRevision: ctx.policy.platform.revision,
    } + source,
    destination: { name: 'in-cluster', namespace: ctx.policy.platform.argocd_namespace },
    syncPolicy: sync_policy(sync_options),
    revisionHistoryLimit: 10,
  },
}
