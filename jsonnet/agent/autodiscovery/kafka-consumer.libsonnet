// Lag of the consumer groups that the services declare: a service that consumes `<kafka service>/<topic>` does so in the group of
// its own name. Nothing else is asked for, so a stray group costs no metrics; an empty list of partitions means all of them.
local credentials = import 'agent/credentials.libsonnet';

local topics(ctx, kafka, consumer) =
  local declaration = ctx.services[consumer];
  local consumes = if std.objectHas(declaration, 'consumes') then declaration.consumes else [];
  [std.substr(source, std.length(kafka) + 1, std.length(source)) for source in consumes if std.startsWith(source, kafka + '/')];

{
  archetype: 'kafka',
  check: 'kafka_consumer',
  found_by: 'cluster',
  ports: [9092],
  logs_in: true,
  init_config: {},
  instance(ctx, service):: {
    kafka_connect_str: [service + '.' + ctx.policy.platform.services_namespace + '.svc.cluster.local:9092'],
    consumer_groups: {
      [consumer]: { [topic]: [] for topic in topics(ctx, service, consumer) }
      for consumer in std.objectFields(ctx.services)
      if std.length(topics(ctx, service, consumer)) > 0
    },
    security_protocol: 'SASL_PLAINTEXT',
    sasl_mechanism: 'SCRAM-SHA-512',
    sasl_plain_username: 'datadog',
    sasl_plain_password: credentials.password(ctx, service),
  },
}
