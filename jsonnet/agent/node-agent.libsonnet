// The agent of every node. Processes and checks run in its first container, traces in the second.
local names = import 'agent/names.libsonnet';
local setting = import 'agent/setting.libsonnet';
local unified = import 'agent/unified-tags.libsonnet';

function(ctx) {
  local row = setting.of(ctx.env),
  datadog+: { logLevel: row.log_level },
  agents+: {
    enabled: true,
    // The image with a Java runtime: Kafka's brokers are read over JMX.
    image: { tagSuffix: 'jmx' },
    priorityClassCreate: false,
    priorityClassName: names.priority_class,
    additionalLabels: unified.labels(ctx, 'datadog-agent'),
    // Every node, tainted ones too.
    tolerations: [{ operator: 'Exists' }],
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: row.rollout } },
    networkPolicy: { create: false },
    containers+: {
      agent+: { resources: setting.resources(row.node) },
      traceAgent+: { resources: setting.resources(row.trace) },
      initContainers+: { resources: setting.resources(row.init) },
    },
  },
}
