// Kafka's brokers over JMX: throughput, under-replicated partitions, active controllers, request times. The agent of the broker's own node reads them:
// the connection leaves no node and carries no password (docs/decisions/0033-checks-over-tls.md).
{
  archetype: 'kafka',
  check: 'kafka',
  found_by: 'node',
  images: ['kafka'],
  ports(ctx):: [9999],
  logs_in: false,
  init_config: { is_jmx: true, collect_default_metrics: true, new_gc_metrics: true },
  instance(ctx, service):: { host: '%%host%%', port: 9999 },
}
