// What the agent learns of the cluster: events, object states, processes.
local custom_resources = import 'agent/custom-resources.libsonnet';

function(ctx) {
  datadog+: {
    clusterName: ctx.environment.cluster,
    collectEvents: true,
    // One Datadog event a Kubernetes event. The chart's list shows workloads in trouble; the last two show rollouts, scaling
    // and replaced pods, which the dashboards draw over their graphs.
    kubernetesEvents: {
      unbundleEvents: true,
      collectedEventTypes: [
        { kind: 'Pod', reasons: ['Failed', 'BackOff', 'Unhealthy', 'FailedScheduling', 'FailedMount', 'FailedAttachVolume'] },
        { kind: 'Node', reasons: ['TerminatingEvictedPod', 'NodeNotReady', 'Rebooted', 'HostPortConflict'] },
        { kind: 'CronJob', reasons: ['SawCompletedJob'] },
        { kind: 'Deployment', reasons: ['ScalingReplicaSet'] },
        { kind: 'StatefulSet', reasons: ['SuccessfulCreate'] },
      ],
    },
    // A pod's events carry its service, version and team only if the cluster agent knows the pods' tags.
    clusterTagger: { collectKubernetesTags: true },
    // By this listener a pod that fails its readiness probe keeps its check, which then reports that it fails. The listener of Endpoints would drop
    // the check: no data instead of a failure.
    kubernetesUseEndpointSlices: true,
    // Leases are made for this; ConfigMaps as locks are legacy.
    leaderElection: true,
    leaderElectionResource: 'lease',
    kubeStateMetricsEnabled: false,
    kubeStateMetricsCore+: {
      enabled: true,
      collectSecretMetrics: false,
      collectConfigMaps: false,
      useClusterCheckRunners: true,
      collectCrMetrics: custom_resources,
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
