// Kafka's brokers over JMX: throughput, under-replicated partitions, active controllers, request times.
{
  archetype: 'kafka',
  check: 'kafka',
  found_by: 'node',
  images: ['kafka'],
  ports: [9999],
  logs_in: false,
  init_config: { is_jmx: true, collect_default_metrics: true, new_gc_metrics: true },
  instance(ctx, service):: { host: '%%host%%', port: 9999 },
}
