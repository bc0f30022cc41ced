// What the agent learns of the cluster: events, object states, processes.
function(ctx) {
  datadog+: {
    clusterName: ctx.environment.cluster,
    collectEvents: true,
    // One Datadog event a Kubernetes event, of the kinds that show a workload in trouble (the chart's list).
    kubernetesEvents: { unbundleEvents: true },
    // Leases are made for this; ConfigMaps as locks are legacy.
    leaderElection: true,
    leaderElectionResource: 'lease',
    kubeStateMetricsEnabled: false,
    kubeStateMetricsCore+: {
      enabled: true,
      collectSecretMetrics: false,
      collectConfigMaps: false,
      useClusterCheckRunners: true,
    },
    // Live Processes. Arguments are stripped on the node: a command line may name a patient or carry a token.
    processAgent: {
      enabled: true,
      processCollection: true,
      containerCollection: true,
      stripProcessArguments: true,
      runInCoreAgent: true,
    },
    orchestratorExplorer: { enabled: true, container_scrubbing: { enabled: true } },
  },
}
