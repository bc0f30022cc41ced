// Whether the objects of this repository are applied, as the controllers that apply them report it: one number for each object, 1 if it is. The state is what
// counts: neither the operator nor the controller of links counts an object that Datadog rejects as an error of its own.
// Named `kubernetes_state_customresource.<metricNamePrefix>_<name>`; the global tags of the agent (env) are added.
local resource(group, version, kind, prefix, metric) = {
  groupVersionKind: { group: group, version: version, kind: kind },
  labelsFromPath: { object: ['metadata', 'name'] },
  metricNamePrefix: prefix,
  metrics: [metric],
};

[
  resource('datadoghq.com', 'v1alpha1', 'DatadogGenericResource', 'datadog_object', {
    name: 'synced',
    help: '1 if the operator has applied the object',
    each: {
      type: 'stateset',
      stateSet: { path: ['status', 'syncStatus'], labelName: 'status', list: ['OK'] },
    },
  }),
  resource('observability.scribemed.io', 'v1alpha1', 'DatadogLinkedResource', 'datadog_link', {
    name: 'condition',
    help: '1 for each condition of the object that is true',
    each: {
      type: 'gauge',
      gauge: { path: ['status', 'conditions'], labelsFromPath: { condition: ['type'] }, valueFrom: ['status'] },
    },
  }),
]
