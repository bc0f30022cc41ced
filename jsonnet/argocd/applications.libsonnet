// What every environment runs: the platform's own objects, then the operator, then the agent. The charts come from Datadog's
// repository, their values from this one.
local application = import 'argocd/parts/application.libsonnet';
local names = import 'argocd/parts/names.libsonnet';

local platform(ctx, env) = application(
  ctx,
  env,
  'platform',
  names.waves.platform,
  '.',
  {
    source: {
      repoURL: ctx.policy.platform.repository_git,
      targetRevision: ctx.policy.platform.revision,
      path: 'manifests/' + env + '/platform',
      directory: { recurse: true },
    },
  },
);

// A release is named after its chart; agent/names.libsonnet builds on that.
local chart(ctx, env, name, chart, wave) = application(
  ctx,
  env,
  name,
  wave,
  '/helm-values/' + env,
  {
    sources: [
      {
        repoURL: ctx.policy.platform.charts.repository,
        chart: chart,
        targetRevision: ctx.policy.platform.charts[chart],
        helm: { releaseName: chart, valueFiles: ['$values/helm-values/' + env + '/' + chart + '.yaml'] },
      },
      {
        repoURL: ctx.policy.platform.repository_git,
        targetRevision: ctx.policy.platform.revision,
        ref: 'values',
      },
    ],
  },
);

function(ctx) std.flattenArrays([
  [
    platform(ctx, env),
    chart(ctx, env, 'datadog-operator', 'datadog-operator', names.waves.operator),
    chart(ctx, env, 'datadog-agent', 'datadog', names.waves.agent),
  ]
  for env in std.objectFields(ctx.policy.environments)
])
