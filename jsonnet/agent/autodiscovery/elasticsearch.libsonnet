// Elasticsearch: each node reports itself; the cluster's state comes with every node, so it is known while any node responds.
local credentials = import 'agent/credentials.libsonnet';

{
  archetype: 'elasticsearch',
  check: 'elastic',
  found_by: 'endpoint',
  ports: [9200],
  logs_in: true,
  init_config: {},
  instance(ctx, service):: {
    url: 'http://%%host%%:9200',
    username: 'datadog',
    password: credentials.password(ctx, service),
    cluster_stats: false,
    pshard_stats: true,
    pshard_graceful_timeout: true,
    pending_task_stats: true,
    // `cluster_name` is the Kubernetes cluster's here.
    disable_legacy_cluster_tag: true,
    disable_legacy_service_check_tags: true,
  },
}
