// The controller of DatadogLinkedResources (`live link`, built from this repository): it puts the ids of other objects into a payload and writes the
// DatadogGenericResource that the operator applies. It speaks with the API server alone and holds no key of Datadog.
local access = import 'agent/access.libsonnet';
local names = import 'agent/names.libsonnet';
local meta = import 'agent/object-meta.libsonnet';
local setting = import 'agent/setting.libsonnet';
local unified = import 'agent/unified-tags.libsonnet';

local name = 'datadog-link';
local port = 8080;
// Of the controller's own, without the prefix that they have there.
local metrics = ['errors', 'leader', 'reconciles', 'resources', 'waiting', 'watch_errors', 'writes'];

local deployment(ctx) =
  local image = ctx.policy.platform.images[name];
  // <registry>/<path>:<tag>, with or without @sha256:<digest>; the registry may have a port.
  local last = local path = std.split(std.split(image, '@')[0], '/'); std.split(path[std.length(path) - 1], ':');
  assert std.length(last) == 2 : "image '" + image + "' of 'images' in jsonnet/policy/platform.libsonnet has no tag";
  local tag = last[1];
  local tags = unified.labels(ctx, 'datadog-agent') { 'tags.datadoghq.com/version': tag };
  local probe(path) = { httpGet: { path: path, port: 'http' } };
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: meta.in_namespace(ctx, name) { labels+: names.labels.link + tags },
    spec: {
      // One is enough: linked objects wait while it restarts, and what is in Datadog stays. During a rollout there are two, of which one holds the lease.
      // A disruption budget over one replica would only block the drain of its node.
      replicas: 1,
      selector: { matchLabels: names.labels.link },
      template: {
        metadata: {
          labels: names.labels.link + tags,
          annotations: {
            ['ad.datadoghq.com/' + name + '.checks']: std.manifestJsonMinified({
              openmetrics: {
                init_config: {},
                instances: [{
                  openmetrics_endpoint: 'http://%%host%%:' + port + '/metrics',
                  namespace: 'datadog.link',
                  metrics: [{ ['datadog_link_' + metric]: metric } for metric in metrics],
                }],
              },
            }),
          },
        },
        spec: {
          serviceAccountName: name,
          priorityClassName: names.priority_class,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: [{
            name: name,
            image: image,
            args: ['link', '--namespace', ctx.policy.platform.agent_namespace],
            ports: [{ name: 'http', containerPort: port }],
            livenessProbe: probe('/healthz'),
            readinessProbe: probe('/readyz'),
            resources: setting.resources(setting.of(ctx.env).link),
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
          }],
        },
      },
    },
  };

function(ctx)
  [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta.in_namespace(ctx, name) }]
  // The controller's tests run with these rights, and fail on one that nothing used.
  + access(ctx, name, [
    { apiGroups: ['datadoghq.com'], resources: ['datadoggenericresources'], verbs: ['create', 'delete', 'list', 'patch', 'watch'] },
    { apiGroups: ['observability.scribemed.io'], resources: ['datadoglinkedresources'], verbs: ['list', 'patch', 'watch'] },
    { apiGroups: ['observability.scribemed.io'], resources: ['datadoglinkedresources/status'], verbs: ['patch'] },
    { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create', 'get', 'update'] },
    { apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['create', 'patch'] },
  ])
  + [deployment(ctx)]
