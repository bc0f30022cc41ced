// The alerts of the service's SLOs: { <origin>: { <monitor>: its value } }, the origin of an alert is 'slo-alert/<alert>'.
local policy = import 'lib/assemble/policy.libsonnet';
local check = import 'lib/check.libsonnet';
local environment = import 'lib/environment.libsonnet';
local alerts = import 'registry/slo_alerts.libsonnet';

// slos: the values of the service's SLOs by origin. monitor(name, value): the monitor as the service tunes it.
function(ctx, slos, monitor)
  local service = ctx.service;
  local objectives = {
    [name]: { name: name, path: service.name + '/slos/' + name, objective: slos[origin][name].args.objective } + service.slos[name]
    for origin in std.objectFields(slos)
    for name in std.objectFields(slos[origin])
    // Whatever an SLO of monitors counts as bad has alerted already.
    if slos[origin][name].constructor != 'slo.monitors'
  };
  local exists(alert) = policy.slo_alerts[alert].exists;
  // Where the policy has no value for the environment, the alert is listed, so that its own evaluation reports that next to all other findings.
  local is_listed(alert) = local env = environment.source(exists(alert), ctx.env); env == null || exists(alert)[env];
  local known(alert) = environment.value("exists of SLO alert '" + alert + "'", exists(alert), ctx.env, 'policy/slo_alerts.libsonnet', [alert, 'exists']);
  {
    ['slo-alert/' + alert]: {
      [slo + '-' + alert]: check.after([known(alert)], monitor(slo + '-' + alert, alerts[alert](ctx, objectives[slo])))
      for slo in std.objectFields(objectives)
      if !((slo + '-' + alert) in service.without)
    }
    for alert in std.objectFields(alerts)
    if is_listed(alert)
  }
