// What the operator may do, instead of its chart's ClusterRole: apply DatadogGenericResources of its namespace. The service account is the chart's.
local access = import 'agent/access.libsonnet';
local names = import 'agent/names.libsonnet';

function(ctx) access(ctx, names.operator_account, [
  { apiGroups: ['datadoghq.com'], resources: ['datadoggenericresources'], verbs: ['get', 'list', 'patch', 'update', 'watch'] },
  { apiGroups: ['datadoghq.com'], resources: ['datadoggenericresources/status'], verbs: ['get', 'patch', 'update'] },
  { apiGroups: ['datadoghq.com'], resources: ['datadoggenericresources/finalizers'], verbs: ['update'] },
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create', 'get', 'patch', 'update'] },
  { apiGroups: [''], resources: ['events'], verbs: ['create', 'patch'] },
])
