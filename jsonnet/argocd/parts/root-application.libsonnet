// An Application of applications. Its folder is read without those below it; `recurse: false` says the same, but Argo CD drops it from the object, and the
// shared root would find a difference.
//
// No `manifest-generate-paths`: with it, Argo CD compares a new commit with the last one it looked at, not with the last one it synced, and a sync that was
// ended while a wave waited would never be followed by the commit that repairs it.
local meta = import 'argocd/parts/meta.libsonnet';
local names = import 'argocd/parts/names.libsonnet';
local subscriptions = import 'argocd/parts/subscriptions.libsonnet';
local sync_policy = import 'argocd/parts/sync-policy.libsonnet';

// `notified`: the environments whose channels are notified of a failure.
function(ctx, name, wave, source, notified, annotations={}, labels={}, sync_options=[]) {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: meta(
    ctx,
    name,
    wave,
    annotations=annotations + subscriptions.of_platform(ctx, notified),
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
