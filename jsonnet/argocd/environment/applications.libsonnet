// What an environment runs: the platform's own objects, then the operator, then the agent. The charts come from Datadog's repository, their
// values from this one. The controller of linked resources is last, since nothing waits for what is last: without it agents and all other objects work.
local application = import 'argocd/parts/application.libsonnet';
local names = import 'argocd/parts/names.libsonnet';

// The file of the controller, among the platform's manifests.
local link = 'datadog-link.yaml';

local manifests(ctx, name, wave, directory) = application(
  ctx,
  name,
  wave,
  '.',
  {
    source: {
      repoURL: ctx.policy.platform.repository_git,
      targetRevision: ctx.policy.platform.revision,
      path: 'manifests/' + ctx.env + '/platform',
      directory: { recurse: true } + directory,
    },
  },
);

// A release is named after its chart; agent/names.libsonnet builds on that.
local chart(ctx, name, chart, wave) = application(
  ctx,
  name,
  wave,
  '/helm-values/' + ctx.env,
  {
    sources: [
      {
        repoURL: ctx.policy.platform.charts.repository,
        chart: chart,
        targetRevision: ctx.policy.platform.charts[chart],
        helm: { releaseName: chart, valueFiles: ['$values/helm-values/' + ctx.env + '/' + chart + '.yaml'] },
      },
      {
        repoURL: ctx.policy.platform.repository_git,
        targetRevision: ctx.policy.platform.revision,
        ref: 'values',
      },
    ],
  },
);

function(ctx) [
  manifests(ctx, 'platform', names.waves.platform, { exclude: link }),
  chart(ctx, 'datadog-operator', 'datadog-operator', names.waves.operator),
  chart(ctx, 'datadog-agent', 'datadog', names.waves.agent),
  manifests(ctx, 'datadog-link', names.waves.estate, { include: link }),
]
