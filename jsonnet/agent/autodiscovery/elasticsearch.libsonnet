// Elasticsearch: each node reports itself; the cluster's state comes with every node, so it is known while any node responds.
local credentials = import 'agent/credentials.libsonnet';
local transport = import 'agent/transport.libsonnet';

{
  archetype: 'elasticsearch',
  check: 'elastic',
  found_by: 'endpoint',
  ports(ctx):: [9200],
  logs_in: true,
  init_config: {},
  instance(ctx, service):: {
    url: (if transport.is_tls(ctx) then 'https' else 'http') + '://%%host%%:9200',
    username: 'datadog',
    password: credentials.password(ctx, service),
    cluster_stats: false,
    pshard_stats: true,
    pshard_graceful_timeout: true,
    pending_task_stats: true,
    // `cluster_name` is the Kubernetes cluster's here.
    disable_legacy_cluster_tag: true,
    disable_legacy_service_check_tags: true,
  } + (if transport.is_tls(ctx) then {
         tls_verify: true,
         tls_ca_cert: transport.ca,
         // The address is a pod's. The certificate is that of the Service, whose name the check sends and compares.
         extra_headers: { Host: service + '.' + ctx.policy.platform.services_namespace + '.svc.cluster.local' },
         tls_use_host_header: true,
       } else {}),
}
