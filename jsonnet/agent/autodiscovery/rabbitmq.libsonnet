// RabbitMQ through its management API, once a cluster: every node reports all of them, so a check of each would count each queue as
// often as there are nodes. Queues are those that the services declare, with their dead-letter queues; a stray queue costs nothing.
local consumed = import 'agent/autodiscovery/consumed.libsonnet';
local credentials = import 'agent/credentials.libsonnet';
local transport = import 'agent/transport.libsonnet';

// The management API has a port of its own for TLS.
local port(ctx) = if transport.is_tls(ctx) then 15671 else 15672;

{
  archetype: 'rabbitmq',
  check: 'rabbitmq',
  found_by: 'cluster',
  ports(ctx):: [port(ctx)],
  logs_in: true,
  init_config: {},
  instance(ctx, service):: {
    local scheme = if transport.is_tls(ctx) then 'https' else 'http',
    rabbitmq_api_url: scheme + '://' + service + '.' + ctx.policy.platform.services_namespace + '.svc.cluster.local:' + port(ctx) + '/api/',
    rabbitmq_user: 'datadog',
    rabbitmq_pass: credentials.password(ctx, service),
    local queues = std.set(std.flattenArrays(std.objectValues(consumed(ctx, service)))),
    queues_regexes: ['^' + std.strReplace(queue, '.', '\\.') + '(\\.dlq)?$' for queue in queues],
    // No exchange: nothing reads their metrics. An empty list means all of them, and '^$' the default exchange, whose name is empty.
    exchanges_regexes: ['(?!)'],
  } + (if transport.is_tls(ctx) then { tls_verify: true, tls_ca_cert: transport.ca } else {}),
}
