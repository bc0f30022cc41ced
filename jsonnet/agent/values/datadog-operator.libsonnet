// The operator that applies DatadogGenericResources. It manages no agent: the agent chart does.
local names = import 'agent/names.libsonnet';
local setting = import 'agent/setting.libsonnet';
local unified = import 'agent/unified-tags.libsonnet';

function(ctx) {
  local row = setting.of(ctx.env),
  apiKeyExistingSecret: names.secrets.keys,
  appKeyExistingSecret: names.secrets.keys,
  site: ctx.organisation.site,
  clusterName: ctx.environment.cluster,
  replicaCount: row.operator.replicas,
  resources: setting.resources(row.operator.resources),
  priorityClassName: names.priority_class,
  // The chart's ClusterRole may read every Secret and write RBAC of the whole cluster: agent/manifests/operator-access.libsonnet is enough.
  rbac: { create: false },
  podLabels: unified.labels(ctx, 'datadog-agent'),
  containerSecurityContext: {
    allowPrivilegeEscalation: false,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
  },
  // The chart's probe of the operator's own metrics; `operatorMetricsEnabled` is another thing: metrics sent with the keys of a
  // DatadogAgent object, of which there is none.
  collectOperatorMetrics: true,
  operatorMetricsEnabled: 'false',
  remoteConfiguration: { enabled: false },
  watchNamespaces: [ctx.policy.platform.agent_namespace],

  datadogGenericResource: { enabled: true },
  datadogAgent: { enabled: false },
  datadogAgentInternal: { enabled: false },
  datadogAgentProfile: { enabled: false },
  datadogCSIDriver: { enabled: false },
  datadogDashboard: { enabled: false },
  datadogMonitor: { enabled: false },
  datadogSLO: { enabled: false },
  installCRDs: true,
  datadogCRDs: {
    crds: {
      datadogGenericResources: true,
      datadogAgents: false,
      datadogAgentInternals: false,
      datadogAgentProfiles: false,
      datadogCSIDrivers: false,
      datadogDashboards: false,
      datadogInstrumentations: false,
      datadogMetrics: false,
      datadogMonitors: false,
      datadogPodAutoscalerClusterProfiles: false,
      datadogPodAutoscalers: false,
      datadogSLOs: false,
    },
  },

  // A failed update is not tried again before this; the default is an hour.
  env: [{ name: 'DD_GENERIC_RESOURCE_FORCE_SYNC_PERIOD', value: std.toString(row.force_sync_minutes) }],
}
