// A product's check as a file of the agent's configuration, by how its targets are found.
local unified = import 'agent/unified-tags.libsonnet';
local check = import 'lib/check.libsonnet';

local yaml(value) = std.manifestYamlDoc(value, indent_array_in_object=true, quote_keys=false) + '\n';

local config(ctx, product, service) = {
  init_config: product.init_config,
  instances: [product.instance(ctx, service) + { tags: unified.of(ctx, service) }],
};

{
  yaml:: yaml,

  endpoint(ctx, product, service)::
    yaml(config(ctx, product, service) + {
      cluster_check: true,
      advanced_ad_identifiers: [
        { kube_endpoints: { name: service, namespace: ctx.policy.platform.services_namespace, resolve: 'auto' } },
      ],
    }),

  cluster(ctx, product, service)::
    yaml(config(ctx, product, service) + { cluster_check: true }),

  // Containers are found by image only, so one file serves one service.
  node(ctx, product, services)::
    if std.length(services) == 1 then
      yaml(config(ctx, product, services[0]) + { ad_identifiers: product.images })
    else
      check.fail(
        'agent/same-image',
        "check '" + product.check + "' finds containers by image and cannot distinguish " + std.join(' and ', services),
        services[1],
        help='read it another way: found_by endpoint or cluster',
      ),
}
