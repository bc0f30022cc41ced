// Rules that the network policies are made of.
local names = import 'agent/names.libsonnet';

local port(number, protocol='TCP') = { port: number, protocol: protocol };
local pods(labels) = { podSelector: { matchLabels: labels } };
local namespace(name) = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };

{
  port:: port,
  pods:: pods,
  namespace:: namespace,

  // The cluster's resolver runs under a namespace and labels that differ by distribution: its port is what is common.
  dns:: { ports: [port(53, 'UDP'), port(53)] },
  // Datadog's intake is on many changing addresses, the API server outside the pod network: the ports are what is known of them.
  https:: { ports: [port(443), port(6443)] },
  cluster_agent:: { to: [pods(names.labels.cluster_agent)], ports: [port(5005)] },
  // The checks' targets: only the ports that agent/autodiscovery uses, only in the services' namespace.
  checks(ctx, ports):: {
    to: [namespace(ctx.policy.platform.services_namespace)],
    ports: [port(number) for number in ports],
  },

  policy(metadata, labels, ingress, egress):: {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: metadata,
    spec: {
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: ingress,
      egress: egress,
    },
  },
}
