// Three projects: what the agents' applications may touch in the clusters, what a service's folder may bring there, and what the roots may touch in Argo CD.
// None may do another's.
local meta = import 'argocd/parts/meta.libsonnet';
local names = import 'argocd/parts/names.libsonnet';

local kinds(group, list) = [{ group: group, kind: kind } for kind in list];

local project(ctx, name, spec) = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'AppProject',
  // Without its project every application is rejected: never pruned, deleted by hand only.
  metadata: meta(ctx, name, names.waves.project, annotations={ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' }),
  spec: spec,
};

function(ctx)
  local platform = ctx.policy.platform;
  local environments = ctx.policy.environments;
  local clusters = [
    { name: environments[env].cluster, namespace: platform.agent_namespace }
    for env in std.objectFields(environments)
  ];
  [
    project(ctx, names.project(ctx), {
      description: 'Datadog agents and operator of ' + platform.name,
      sourceRepos: [platform.repository_git, platform.charts.repository],
      destinations: clusters,
      clusterResourceWhitelist:
        kinds('', ['Namespace'])
        + kinds('apiextensions.k8s.io', ['CustomResourceDefinition'])
        + kinds('rbac.authorization.k8s.io', ['ClusterRole', 'ClusterRoleBinding'])
        + kinds('scheduling.k8s.io', ['PriorityClass']),
      namespaceResourceWhitelist:
        kinds('', ['ConfigMap', 'Service', 'ServiceAccount'])
        + kinds('apps', ['DaemonSet', 'Deployment'])
        + kinds('external-secrets.io', ['ExternalSecret', 'SecretStore'])
        + kinds('networking.k8s.io', ['NetworkPolicy'])
        + kinds('policy', ['PodDisruptionBudget'])
        + kinds('rbac.authorization.k8s.io', ['Role', 'RoleBinding']),
    }),
    // Pull requests to a service's folder are approved by its team: whatever they bring beyond objects for Datadog is refused.
    project(ctx, names.estate_project(ctx), {
      description: 'Datadog objects of ' + platform.name,
      sourceRepos: [platform.repository_git],
      destinations: clusters,
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist:
        kinds('datadoghq.com', ['DatadogGenericResource'])
        + kinds('observability.scribemed.io', ['DatadogLinkedResource']),
    }),
    project(ctx, names.bootstrap_project(ctx), {
      description: 'The root applications: projects, applications and settings of Argo CD itself',
      sourceRepos: [platform.repository_git],
      destinations: [{ name: 'in-cluster', namespace: platform.argocd_namespace }],
      clusterResourceWhitelist: [],
      namespaceResourceWhitelist:
        kinds('', ['ConfigMap'])
        + kinds('argoproj.io', ['AppProject', 'Application', 'ApplicationSet']),
    }),
  ]
