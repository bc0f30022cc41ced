// Components that the platform team runs in every cluster. Each serves its metrics over HTTP; the agent finds the pods behind its Kubernetes Service. The
// chart of external-secrets makes that Service only with `metrics.service.enabled`.
local found_by = import 'agent/autodiscovery/found-by.libsonnet';
local unified = import 'agent/unified-tags.libsonnet';

local all = [
  { check: 'coredns', service: 'kube-dns', namespace: 'kube-system', port: 9153, instance: {} },
  {
    check: 'openmetrics',
    service: 'cert-manager',
    namespace: 'cert-manager',
    port: 9402,
    instance: {
      namespace: 'cluster',
      metrics: [
        { certmanager_certificate_ready_status: 'certificate.ready_status' },
        // The integration sends the time of renewal, which no monitor can compare with now; this is the time since then.
        { certmanager_certificate_renewal_timestamp_seconds: { name: 'certificate.renewal_overdue', type: 'time_elapsed' } },
      ],
      // `namespace` would be read as the namespace of the pod.
      rename_labels: { name: 'certificate', namespace: 'certificate_namespace' },
    },
  },
  {
    check: 'openmetrics',
    service: 'external-secrets-metrics',
    namespace: 'external-secrets',
    port: 8080,
    instance: {
      namespace: 'cluster',
      metrics: [{ externalsecret_status_condition: 'external_secret.status_condition' }],
      rename_labels: { name: 'external_secret', namespace: 'secret_namespace' },
    },
  },
];

{
  all:: all,

  // Files by check, as the cluster agent takes them.
  confd(ctx):: {
    [check + '.d']: {
      [component.service + '.yaml']: found_by.yaml({
        cluster_check: true,
        advanced_ad_identifiers: [{ kube_endpoints: { name: component.service, namespace: component.namespace, resolve: 'auto' } }],
        init_config: {},
        instances: [
          { openmetrics_endpoint: 'http://%%host%%:' + component.port + '/metrics', tags: unified.of(ctx, 'kubernetes') } + component.instance,
        ],
      })
      for component in all
      if component.check == check
    }
    for check in std.set([component.check for component in all])
  },
}
