// What this release leaves to others or keeps off, so that nothing is done twice and nothing changes outside this repository.
function(ctx) {
  datadog+: {
    site: ctx.organisation.site,
    // The operator and its CRDs are an application of their own: two operators would fight over the same objects.
    operator: { enabled: false },
    instrumentationCrd: { enabled: false },
    // On by the chart's default, it would bring a privileged eBPF container to every node.
    discovery: { enabled: false },
    // manifests/<env>/platform/network-policies.yaml is narrower than the chart's.
    networkPolicy: { create: false },
    // The checks of agent/autodiscovery replace those that the image would start by itself.
    ignoreAutoConfig: ['cert_manager', 'coredns', 'elastic', 'rabbitmq', 'redisdb'],
  },
  // Remote configuration could switch on capture of variables and bodies from Datadog's pages, past review.
  remoteConfiguration: { enabled: false },
}
