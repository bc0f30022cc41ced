// The agent's settings that differ between environments: one entry for each of policy/environments.libsonnet. An environment that is `like` another one
// needs none.
//
//   log_level            of every agent component
//   node, trace, init     container resources of the node agent: [cpu request, memory request, cpu limit, memory limit]
//   cluster_agent, runner, operator   likewise, with `replicas`
//   link                 container resources of the controller of linked resources
//   rollout              how many nodes may be without an agent during an upgrade
//   force_sync_minutes   how soon the operator overwrites drift and retries a failed update; each round is one call an object
//   checks_over_tls      whether the stores speak TLS, and checks verify them; only an environment without patient data may do without
//   open_ingress         true: any namespace may send telemetry; false: only the services' and Argo CD's
{
  dev: {
    log_level: 'INFO',
    node: ['100m', '256Mi', '300m', '512Mi'],
    trace: ['50m', '128Mi', '200m', '256Mi'],
    init: ['50m', '128Mi', '100m', '256Mi'],
    cluster_agent: { replicas: 2, resources: ['100m', '256Mi', '300m', '512Mi'] },
    runner: { replicas: 1, resources: ['100m', '256Mi', '300m', '512Mi'] },
    operator: { replicas: 1, resources: ['50m', '128Mi', '200m', '256Mi'] },
    link: ['20m', '32Mi', '200m', '128Mi'],
    rollout: '25%',
    force_sync_minutes: 10,
    checks_over_tls: false,
    open_ingress: true,
  },
  staging: {
    log_level: 'INFO',
    node: ['200m', '384Mi', '500m', '768Mi'],
    trace: ['100m', '256Mi', '300m', '512Mi'],
    init: ['50m', '128Mi', '200m', '256Mi'],
    cluster_agent: { replicas: 2, resources: ['200m', '384Mi', '500m', '768Mi'] },
    runner: { replicas: 2, resources: ['200m', '384Mi', '500m', '768Mi'] },
    operator: { replicas: 1, resources: ['100m', '192Mi', '300m', '384Mi'] },
    link: ['20m', '32Mi', '200m', '128Mi'],
    rollout: '10%',
    force_sync_minutes: 10,
    checks_over_tls: true,
    open_ingress: false,
  },
  prod: {
    log_level: 'WARN',
    node: ['300m', '512Mi', '1', '1Gi'],
    trace: ['200m', '384Mi', '500m', '768Mi'],
    init: ['100m', '192Mi', '300m', '384Mi'],
    cluster_agent: { replicas: 2, resources: ['300m', '512Mi', '1', '1Gi'] },
    runner: { replicas: 2, resources: ['300m', '512Mi', '1', '1Gi'] },
    operator: { replicas: 1, resources: ['200m', '256Mi', '500m', '512Mi'] },
    link: ['20m', '32Mi', '200m', '128Mi'],
    rollout: '5%',
    force_sync_minutes: 5,
    checks_over_tls: true,
    open_ingress: false,
  },
}
