// The context of every dashboard, of a service or across services:
//
//   widget, group, dashboard      constructors (lib/constructor)
//   rows(widgets, n)          widgets in rows of n
//   signal                    the kinds of signals, for what no archetype knows
//   services                  every declaration, by name
//   link(service)             a link to the service's dashboard
//   kubernetes_events         a search of what Kubernetes reports
local declaration = import 'lib/assemble/declaration.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';
local constructor = import 'lib/constructor/dashboard.libsonnet';
local signal = import 'lib/constructor/signal.libsonnet';
local slo = import 'lib/constructor/slo.libsonnet';
local widget = import 'lib/constructor/widget.libsonnet';
local link = import 'lib/link.libsonnet';

local services = declaration.all;

// of: the service that the dashboard's own signals are narrowed to, null for all. shown: the default services of its variable.
function(organisation, of, shown) {
  organisation: policy.organisations[organisation],
  policy: policy,
  platform: policy.platform,
  services: services,
  signal: signal(of),
  slo: slo,
  widget: widget,
  group: constructor.group,
  dashboard: constructor.dashboard(shown),
  // The widgets in rows of `n`.
  rows(widgets, n):: [widgets[i * n:(i + 1) * n] for i in std.range(0, std.ceil(std.length(widgets) / n) - 1)],
  link(service):: link(policy.organisations[organisation].app, services[service].title),
  // Events of a workload in trouble: pods that do not start, are killed or fail their probes.
  kubernetes_events: 'source:kubernetes $env $service $version' + (if of == null then '' else ' service:' + of),
}
