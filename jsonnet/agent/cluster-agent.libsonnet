// The cluster agent: two replicas, one of them leader, never both evicted. It serves the admission webhook and hands out checks.
local names = import 'agent/names.libsonnet';
local setting = import 'agent/setting.libsonnet';
local spread = import 'agent/spread.libsonnet';
local unified = import 'agent/unified-tags.libsonnet';

function(ctx) {
  local row = setting.of(ctx.env).cluster_agent,
  clusterAgent+: {
    enabled: true,
    replicas: row.replicas,
    pdb: { create: true, minAvailable: 1 },
    resources: setting.resources(row.resources),
    priorityClassName: names.priority_class,
    additionalLabels: unified.labels(ctx, 'datadog-agent'),
    topologySpreadConstraints: spread(names.labels.cluster_agent),
    networkPolicy: { create: false },
    admissionController: {
      enabled: true,
      // A pod requests DD_ENV, DD_SERVICE, DD_VERSION and the agent's socket by the label `admission.datadoghq.com/enabled: "true"`.
      mutateUnlabelled: false,
      configMode: 'socket',
      // A cluster agent that is down must not stop a deployment: pods start, untagged, and the monitor on the agent alerts.
      failurePolicy: 'Ignore',
    },
    metricsProvider: { enabled: false },
  },
}
