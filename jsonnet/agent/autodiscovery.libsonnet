// Which checks run against what: every service whose archetypes name a product gets that product's check. Products are files of
// agent/autodiscovery/; how each is found is its own choice:
//
//   endpoint   the cluster agent watches the Kubernetes Service of the same name and gives each pod behind it to its node's agent
//   cluster    one instance in the whole cluster, on a cluster check runner
//   node       the node agent finds the containers by the short name of their image (the documented way for JMX, and for logs)
local products = [
  import 'agent/autodiscovery/elasticsearch.libsonnet',
  import 'agent/autodiscovery/kafka-broker.libsonnet',
  import 'agent/autodiscovery/kafka-consumer.libsonnet',
  import 'agent/autodiscovery/postgres.libsonnet',
  import 'agent/autodiscovery/rabbitmq.libsonnet',
  import 'agent/autodiscovery/redis.libsonnet',
];
local components = import 'agent/autodiscovery/components.libsonnet';
local container_logs = import 'agent/autodiscovery/container-logs.libsonnet';
local found_by = import 'agent/autodiscovery/found-by.libsonnet';

{
  // The products' names by service, for secrets and network policies: { redis: [<product>], ... }.
  by_service(ctx):: {
    [service]: [product for product in products if std.member(ctx.services[service].archetypes, product.archetype)]
    for service in std.objectFields(ctx.services)
  },

  // The services whose checks log in.
  with_password(ctx)::
    local by_service = self.by_service(ctx);
    [
      service
      for service in std.objectFields(by_service)
      if std.length([0 for product in by_service[service] if product.logs_in]) > 0
    ],

  // The TCP ports that checks connect to.
  ports(ctx)::
    local by_service = self.by_service(ctx);
    std.set([port for service in std.objectFields(by_service) for product in by_service[service] for port in product.ports(ctx)]),

  values(ctx):: {
    local services(product) = [
      service
      for service in std.objectFields(ctx.services)
      if std.member(ctx.services[service].archetypes, product.archetype)
    ],
    local found(kind) = [product for product in products if product.found_by == kind && std.length(services(product)) > 0],

    datadog+: {
      confd: { [product.check + '.yaml']: found_by.node(ctx, product, services(product)) for product in found('node') }
             + container_logs(ctx),
    },
    clusterAgent+: {
      advancedConfd: {
        [product.check + '.d']: { [service + '.yaml']: found_by[product.found_by](ctx, product, service) for service in services(product) }
        for product in found('endpoint') + found('cluster')
      } + components.confd(ctx),
    },
  },
}
