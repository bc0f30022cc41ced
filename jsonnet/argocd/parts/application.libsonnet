// An Application in one environment. It carries no finalizer: deleting it stops the syncing and leaves the agents running, and the
// root waits for a confirmation before it deletes one.
local meta = import 'argocd/parts/meta.libsonnet';
local names = import 'argocd/parts/names.libsonnet';
local subscriptions = import 'argocd/parts/subscriptions.libsonnet';
local sync_policy = import 'argocd/parts/sync-policy.libsonnet';

function(ctx, name, wave, paths, source, sync_options=[]) {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: meta(
    ctx,
    name + '-' + ctx.env,
    wave,
    annotations={
      'argocd.argoproj.io/manifest-generate-paths': paths,
      'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
    } + subscriptions.of_platform(ctx, [ctx.env]),
    labels={ env: ctx.env },
  ),
  spec: {
    project: names.project(ctx),
    destination: { name: ctx.policy.environments[ctx.env].cluster, namespace: ctx.policy.platform.agent_namespace },
    syncPolicy: sync_policy(sync_options),
    revisionHistoryLimit: 10,
  } + source,
}
