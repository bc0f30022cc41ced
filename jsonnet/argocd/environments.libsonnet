// One root an environment: it applies manifests/argocd/<env> in waves, so an environment that is broken stops no other. The shared root applies these
// roots last and waits for none of them.
local names = import 'argocd/parts/names.libsonnet';
local root_application = import 'argocd/parts/root-application.libsonnet';

function(ctx) [
  root_application(
    ctx,
    names.environment_root(ctx, env),
    names.waves.environments,
    { path: 'manifests/argocd/' + env },
    [env],
    annotations={
      // Without its root an environment is no longer synced: a person confirms.
      'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
      // The environment's own root and its notifications report its health. The shared root's health is that of projects and settings.
      'argocd.argoproj.io/ignore-healthcheck': 'true',
    },
    labels={ env: env },
  ) {
    spec+: {
      // The ApplicationSet controller writes the generator's empty template into the object each time it refreshes.
      ignoreDifferences: [{ group: 'argoproj.io', kind: 'ApplicationSet', jqPathExpressions: ['.spec.generators[]?.git.template'] }],
    },
  }
  for env in std.objectFields(ctx.policy.environments)
]
