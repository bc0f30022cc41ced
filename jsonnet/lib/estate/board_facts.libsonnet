// What every board knows, its service's own and those across services alike:
//
//   widget, group, board      constructors (lib/datadog/widget, lib/datadog/dashboard.libsonnet)
//   rows(widgets, n)          widgets in rows of n
//   signal                    the kinds of signals, for what no archetype knows
//   services                  every declaration, by name
//   link(service)             a link to the service's board
//   kubernetes_events         a search of what Kubernetes reports
local links = import 'lib/datadog/links.libsonnet';
local constructors = import 'lib/datadog/widget/constructors.libsonnet';
local group = import 'lib/datadog/widget/group.libsonnet';
local clients = import 'lib/estate/clients.libsonnet';
local context = import 'lib/estate/context.libsonnet';
local declaration = import 'lib/estate/declaration.libsonnet';
local metrics = import 'lib/estate/metrics.libsonnet';
local policy = import 'lib/estate/policy.libsonnet';

local services = declaration.all;

{
  // What every query of a board is narrowed by.
  variables:: '$env,$service,$version',

  of(organisation):: {
    organisation: policy.organisations[organisation],
    environments: [e for e in std.objectFields(policy.environments) if policy.environments[e].organisation == organisation],
    policy: policy,
    platform: policy.platform,
    services: services,
    scope: $.variables,
    scope_of_all: $.variables,
    // Events that say a workload of this scope is in trouble: pods that do not start, are killed or fail their probes.
    kubernetes_events: 'source:kubernetes ' + std.strReplace(self.scope, ',', ' '),
    metric(name):: metrics.find(name),
    widget: constructors,
    group:: group,
    // The widgets in rows of `n`.
    rows(widgets, n):: [widgets[i * n:(i + 1) * n] for i in std.range(0, std.ceil(std.length(widgets) / n) - 1)],
    link(service):: '[' + services[service].title + '](' + links.board(policy.organisations[organisation].app, services[service].title) + ')',
  },

  // The context of a service's signals: `common` facts, and the scope of what is the service's own.
  of_service(common, service, scope):: context.with_signals(common { service: service, clients: clients(service.name), scope: scope }),
}
