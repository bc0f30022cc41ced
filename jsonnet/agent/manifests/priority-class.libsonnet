// A full node evicts workloads before the agent that would report it. Far below the system classes (2,000,000,000).
local names = import 'agent/names.libsonnet';
local meta = import 'agent/object-meta.libsonnet';

function(ctx) [
  {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: meta.of(ctx, names.priority_class),
    value: 1000000,
    globalDefault: false,
    preemptionPolicy: 'PreemptLowerPriority',
    description: 'Datadog agents, cluster agents, cluster check runners and operator.',
  },
]
