// The context of every dashboard, of a service or across services:
//
//   widget, group, dashboard      constructors (lib/constructor)
//   rows(widgets, n)          widgets in rows of at most n, alike in number, so that none of the last row is much wider than the others
//   signal                    the kinds of signals, for what no archetype knows
//   services                  every declaration, by name
//   link(service)             a link to the service's dashboard
//   on_call(teams)            how the teams are paged, and where the alerts are
//   kubernetes_events         a search of what Kubernetes reports of the workloads
//   deployments               a search of what replaced or scaled their pods, to draw over a graph
local declaration = import 'lib/assemble/declaration.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';
local constructor = import 'lib/constructor/dashboard.libsonnet';
local signal = import 'lib/constructor/signal.libsonnet';
local slo = import 'lib/constructor/slo.libsonnet';
local widget = import 'lib/constructor/widget.libsonnet';
local link = import 'lib/link.libsonnet';

local services = declaration.all;

// The tag that Kubernetes' events carry of a workload; it has the service's name. Of a managed store there are none.
local workload_tags = { deployment: 'kube_deployment', 'stateful-set': 'kube_stateful_set', 'daemon-set': 'kube_daemon_set' };

// A search of the services' workloads; of all if `names` has '*'. Events of a deployment carry neither its service nor its version: nothing but its name.
local of_workloads(names) =
  local terms = [
    workload_tags[services[name].runs.kind] + ':' + name
    for name in names
    if name != '*' && services[name].runs.kind in workload_tags
  ];
  if std.member(names, '*') || terms == [] then ''
  else if std.length(terms) == 1 then ' ' + terms[0]
  else ' (' + std.join(' OR ', terms) + ')';

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
  rows(widgets, n)::
    local total = std.length(widgets);
    local count = std.ceil(total / n);
    local start(i) = std.ceil(i * total / count);
    [widgets[start(i):start(i + 1)] for i in std.range(0, count - 1)],
  link(service):: link(policy.organisations[organisation].app, services[service].title),
  // As policy/teams.libsonnet names them, in the environment that applies the organisation's dashboards.
  on_call(teams)::
    local owner = policy.organisations[organisation].owner;
    local handle(text, prefix) = std.strReplace(std.strReplace(text, prefix, ''), '{env}', owner);
    '**On call**\n' + std.join('\n', [
      '- ' + team.title + ': PagerDuty service `' + handle(team.pagerduty, 'pagerduty-') + '`, `#' + handle(team.slack, 'slack-') + '`'
      for name in teams
      for team in [policy.teams[name]]
    ]) + '\n- [Monitors that alert](' + policy.organisations[organisation].app + '/monitors/manage?q=status%3AAlert)',
  // Pods that do not start, are killed or fail their probes, and what `deployments` finds (agent/kubernetes.libsonnet).
  kubernetes_events:
    local namespaces = [policy.platform[name] for name in ['services_namespace', 'agent_namespace']];
    'source:kubernetes $env kube_namespace:(' + std.join(' OR ', namespaces) + ')' + of_workloads(if of == null then shown else [of]),
  // A deployment that rolls out or scales; a pod of a stateful set that is replaced.
  deployments: self.kubernetes_events + ' event_reason:(scalingreplicaset OR successfulcreate)',
}
