// RabbitMQ through its Prometheus plugin, which needs no login and costs the broker little. The detailed endpoint adds the tag
// `queue` (the management API would call it rabbitmq_queue, which policy/tags.libsonnet does not know).
{
  archetype: 'rabbitmq',
  check: 'rabbitmq',
  found_by: 'endpoint',
  ports: [15692],
  logs_in: false,
  init_config: {},
  instance(ctx, service):: {
    prometheus_plugin: {
      url: 'http://%%host%%:15692',
      unaggregated_endpoint: 'detailed?family=queue_coarse_metrics&family=queue_consumer_count&family=queue_metrics',
      include_aggregated_endpoint: true,
    },
  },
}
