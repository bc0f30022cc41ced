// Unified service tagging. The agent reads env, service and version from the pod labels `tags.datadoghq.com/{env,service,version}`
// by itself; `team` is this platform's fourth tag and is mapped here, on pods and on what kube-state-metrics sees.
local team_label = 'team';

{
  // The tags of a service, for a check that does not learn them from a pod.
  of(ctx, service):: [
    'env:' + ctx.env,
    'service:' + service,
    'team:' + ctx.services[service].team,
  ],

  // The labels by which a pod of ours carries the same tags.
  labels(ctx, service):: {
    'tags.datadoghq.com/env': ctx.env,
    'tags.datadoghq.com/service': service,
    [team_label]: ctx.services[service].team,
  },

  values(ctx):: {
    local resource_labels = {
      'tags.datadoghq.com/env': 'env',
      'tags.datadoghq.com/service': 'service',
      'tags.datadoghq.com/version': 'version',
      [team_label]: 'team',
    },
    datadog+: {
      tags: ['env:' + ctx.env],
      podLabelsAsTags: { [team_label]: 'team' },
      kubeStateMetricsCore+: {
        labelsAsTags: {
          [kind]: resource_labels
          for kind in ['pod', 'deployment', 'statefulset', 'daemonset', 'job', 'cronjob']
        },
      },
    },
  },
}
