// Lag of the consumer groups that the services declare: a service that consumes `<kafka service>/<topic>` does so in the group of
// its own name. Nothing else is collected, so a stray group costs no metrics; an empty list of partitions means all of them.
local consumed = import 'agent/autodiscovery/consumed.libsonnet';
local credentials = import 'agent/credentials.libsonnet';
local transport = import 'agent/transport.libsonnet';

{
  archetype: 'kafka',
  check: 'kafka_consumer',
  found_by: 'cluster',
  ports(ctx):: [9092],
  logs_in: true,
  init_config: {},
  instance(ctx, service):: {
    kafka_connect_str: [service + '.' + ctx.policy.platform.services_namespace + '.svc.cluster.local:9092'],
    local topics = consumed(ctx, service),
    consumer_groups: {
      [consumer]: { [topic]: [] for topic in topics[consumer] }
      for consumer in std.objectFields(topics)
    },
    security_protocol: if transport.is_tls(ctx) then 'SASL_SSL' else 'SASL_PLAINTEXT',
    sasl_mechanism: 'SCRAM-SHA-512',
    sasl_plain_username: 'datadog',
    sasl_plain_password: credentials.password(ctx, service),
  } + (if transport.is_tls(ctx) then { tls_verify: true, tls_ca_cert: transport.ca, tls_validate_hostname: true } else {}),
}
