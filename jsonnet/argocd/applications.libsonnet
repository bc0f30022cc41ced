// What every environment runs: the platform's own objects, then the operator, then the agent. The charts come from Datadog's
// repository, their values from this one.
local agent = import 'agent/names.libsonnet';
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

local chart(ctx, env, name, release, wave) = application(
  ctx,
  env,
  name,
  wave,
  '/helm-values/' + env,
  {
    sources: [
      {
        repoURL: ctx.policy.platform.charts.repository,
        chart: release.chart,
        targetRevision: ctx.policy.platform.charts[release.chart],
        helm: { releaseName: release.name, valueFiles: ['$values/helm-values/' + env + '/' + release.chart + '.yaml'] },
      },
      {
        repoURL: ctx.policy.platform.repository_git,
        targetRevision: ctx.policy.platform.revision,
        ref: 'values',
      },
    ],
  },
);

local operator = { chart: 'datadog-operator', name: agent.release.operator };
local node_agent = { chart: 'datadog', name: agent.release.agent };

function(ctx) std.flattenArrays([
  [
    platform(ctx, env),
    chart(ctx, env, 'datadog-operator', operator, names.waves.operator),
    chart(ctx, env, 'datadog-agent', node_agent, names.waves.agent),
  ]
  for env in std.objectFields(ctx.policy.environments)
])
