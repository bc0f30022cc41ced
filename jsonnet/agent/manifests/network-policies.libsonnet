// Who may talk to the agents, and whom they may talk to. Narrower than the chart's policies, which let node agents reach anything.
local autodiscovery = import 'agent/autodiscovery.libsonnet';
local components = import 'agent/autodiscovery/components.libsonnet';
local names = import 'agent/names.libsonnet';
local net = import 'agent/network.libsonnet';
local meta = import 'agent/object-meta.libsonnet';
local setting = import 'agent/setting.libsonnet';

local telemetry_ports = [net.port(8125, 'UDP'), net.port(8126), net.port(4317), net.port(4318)];

function(ctx)
  local platform = ctx.policy.platform;
  local labels = names.labels;
  local ports = autodiscovery.ports(ctx);
  local senders = [net.namespace(name) for name in [platform.services_namespace, platform.argocd_namespace]];
  local policy(name, labels, ingress, egress) = net.policy(meta.in_namespace(ctx, name), labels, ingress, egress);
  [
    policy(
      'datadog-node-agent',
      labels.node_agent,
      [{ ports: telemetry_ports } + (if setting.of(ctx.env).open_ingress then {} else { from: senders })],
      [
        net.dns,
        net.https,
        net.cluster_agent,
        net.checks(ctx, ports),
        { ports: [net.port(10250)] },  // the node's kubelet
        { ports: [net.port(123, 'UDP')] },  // the clock check
        // their metrics
        { to: [net.pods(labels.cluster_agent), net.pods(labels.operator), net.pods(labels.link)], ports: [net.port(5000), net.port(8383), net.port(8080)] },
        { to: [{ ipBlock: { cidr: '169.254.169.254/32' } }], ports: [net.port(80)] },  // the host's name and tags in the cloud
      ] + [{ to: [net.namespace(component.namespace)], ports: [net.port(component.port)] } for component in components.all],
    ),
    policy(
      'datadog-cluster-agent',
      labels.cluster_agent,
      [
        { from: [net.pods(labels.node_agent)], ports: [net.port(5000)] },
        { from: [net.pods(labels[name]) for name in ['node_agent', 'cluster_agent', 'runner']], ports: [net.port(5005)] },
        { ports: [net.port(8000)] },  // the admission webhook: the API server calls from outside the pod network
      ],
      [
        net.dns,
        net.https,
        net.cluster_agent,
        { to: [net.pods(labels.runner)], ports: [net.port(5005)] },  // how busy a runner is, by which checks are handed out
      ],
    ),
    policy('datadog-cluster-checks', labels.runner, [{ from: [net.pods(labels.cluster_agent)], ports: [net.port(5005)] }], [net.dns, net.https, net.cluster_agent, net.checks(ctx, ports)]),
    policy(
      'datadog-operator',
      labels.operator,
      [{ from: [net.pods(labels.node_agent)], ports: [net.port(8383)] }],
      [net.dns, net.https],
    ),
    policy(
      'datadog-link',
      labels.link,
      [{ from: [net.pods(labels.node_agent)], ports: [net.port(8080)] }],
      [net.dns, net.https],  // the API server, of which only the ports are known
    ),
  ]
