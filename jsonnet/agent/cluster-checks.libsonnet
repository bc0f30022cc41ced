// Checks that belong to no node run on runners of their own: a slow one delays no node's metrics, logs or traces.
local names = import 'agent/names.libsonnet';
local setting = import 'agent/setting.libsonnet';
local spread = import 'agent/spread.libsonnet';
local unified = import 'agent/unified-tags.libsonnet';

function(ctx) {
  local row = setting.of(ctx.env).runner,
  datadog+: { clusterChecks: { enabled: true } },
  clusterChecksRunner+: {
    enabled: true,
    replicas: row.replicas,
    // A budget over one replica would only block the drain of its node.
    pdb: { create: row.replicas > 1 } + (if row.replicas > 1 then { minAvailable: 1 } else {}),
    resources: setting.resources(row.resources),
    priorityClassName: names.priority_class,
    additionalLabels: unified.labels(ctx, 'datadog-agent'),
    topologySpreadConstraints: spread(names.labels.runner),
    networkPolicy: { create: false },
  },
}
