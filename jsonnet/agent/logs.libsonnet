// Logs are collected from the namespaces named here and from no other: other logs cannot leak. Within them every
// container is read, so that a service whose tagging is wrong is still seen.
function(ctx) {
  local platform = ctx.policy.platform,
  local namespaces = [platform.services_namespace, platform.agent_namespace, platform.argocd_namespace],

  datadog+: {
    logs: { enabled: true, containerCollectAll: true, containerCollectUsingFiles: true, autoMultiLineDetection: true },
    containerExcludeLogs: 'kube_namespace:.*',
    containerIncludeLogs: std.join(' ', ['kube_namespace:^' + namespace + '$' for namespace in namespaces]),
  },
}
