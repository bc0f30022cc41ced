// What a file under monitors/, slos/, dashboards/ or an archetype is given as `ctx`.
local check = import 'lib/check.libsonnet';
local links = import 'lib/datadog/links.libsonnet';
local message = import 'lib/datadog/message.libsonnet';
local monitor = import 'lib/datadog/monitor.libsonnet';
local slo = import 'lib/datadog/slo.libsonnet';
local tags = import 'lib/datadog/tags.libsonnet';
local metrics = import 'lib/estate/metrics.libsonnet';
local policy = import 'lib/estate/policy.libsonnet';
local signal = import 'lib/signal/signal.libsonnet';

// What is computed stands in locals and not in fields: `ctx { name: ... }` makes a new object, and Jsonnet evaluates the fields of
// a new object anew.
{
  // One service in one environment.
  //   service   the declaration, completed (lib/estate/declaration.libsonnet)
  of(env, service)::
    local environment = policy.environments[env];
    local app = policy.organisations[environment.organisation].app;
    local own_tags = tags.of(env, service);
    local handles = message.handles(policy, env, service.team);
    local own_links = {
      board: links.board(app, service.title),
      logs: links.logs(app, env, service.name),
      traces: links.traces(app, env, service.name),
    };
    local texts = message.texts(env, service, policy.teams[service.team], own_links, handles);
    local scope = 'env:' + env + ',service:' + service.name;
    local scope_of_all = 'env:' + env;
    local facts = {
      env: env,
      environment: environment,
      policy: policy,
      platform: policy.platform,
      service: service,
      scope: scope,
      scope_of_all: scope_of_all,
      links: own_links,
      tags: own_tags,
      handles: handles,
      texts: texts,
      metric:: metrics.find,

      // The value for this environment, of one that names every environment.
      by_env(values)::
        if env in values then values[env]
        else check.fail('policy/missing-environment', "no value for the environment '" + env + "'", help="add '" + env + "': every environment of policy/environments.libsonnet needs a value"),
      // The value for the service's tier, of one that names every tier.
      by_tier(values)::
        local key = std.toString(service.tier);
        if key in values then values[key]
        else check.fail('policy/missing-tier', 'no value for tier ' + key, help="add '" + key + "': tiers are 1 to 3"),
    };
    $.with_signals(facts),

  // `facts` with the kinds of signals and the signals of the service's archetypes: ctx.signals.<archetype>.<signal>. Bound once, outside
  // the object, so that every monitor of a service shares them.
  with_signals(facts)::
    local kinds = facts { signal: signal(facts) };
    local signals = { [a]: facts.service.archetype_signals[a](kinds) for a in std.objectFieldsAll(facts.service.archetype_signals) };
    kinds { signals: signals },

  // The context of one monitor or SLO, by its name.
  named(ctx, name)::
    ctx { name: name, monitor: monitor(self) },

  // The context of one SLO; `target` is what the declaration promises.
  promised(ctx, name, target)::
    ctx { name: name, target: target, slo: slo(self) },
}
