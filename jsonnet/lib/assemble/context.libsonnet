// What a file under monitors/ or slos/, of a service or of an archetype, is given as `ctx`: one service in one environment. All files of a service are
// given the same, which is evaluated once.
//
//   env, environment, organisation       the environment, its facts and those of its Datadog organisation
//   policy, platform                     the policy and the facts of the platform
//   service                              the declaration, completed (lib/assemble/declaration.libsonnet)
//   signal                               the kinds of signals: ctx.signal.count({ ... })
//   signals                              those of the service's archetypes: ctx.signals.<archetype>.<signal>
//   monitor, slo, downtime, synthetic    constructors
//   by_env(values), by_tier(values)      the value for this environment or tier, of an object that names every environment or tier; an environment that
//                                        is `like` another one uses that one's value (lib/environment.libsonnet)
local clients = import 'lib/assemble/clients.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';
local check = import 'lib/check.libsonnet';
local downtime = import 'lib/constructor/downtime.libsonnet';
local monitor = import 'lib/constructor/monitor.libsonnet';
local signal = import 'lib/constructor/signal.libsonnet';
local slo = import 'lib/constructor/slo.libsonnet';
local synthetic = import 'lib/constructor/synthetic.libsonnet';
local environment = import 'lib/environment.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

local tiers = { '1': null, '2': null, '3': null };

{
  of(env, service)::
    local tier = '' + service.tier;
    local ctx = {
      env: env,
      environment: policy.environments[env],
      organisation: policy.organisations[self.environment.organisation],
      policy: policy,
      platform: policy.platform,
      service: service,
      clients: clients(service.name),
      signal: signal(service.name),
      signals: $.signals(ctx, service.name),
      monitor: monitor,
      slo: slo,
      downtime: downtime,
      synthetic: synthetic,
      by_env(values)::
        // An environment that does not exist is misspelt, or was removed.
        local unknown = [e for e in std.objectFields(values) if !(e in policy.environments)];
        if unknown != [] then check.lookup('policy/unknown-environment', 'environment', unknown[0], policy.environments, at=[unknown[0]])
        else environment.value('', values, env),
      by_tier(values)::
        local unknown = [t for t in std.objectFields(values) if !(t in tiers)];
        if unknown != [] then check.lookup('policy/unknown-tier', 'tier', unknown[0], tiers, at=[unknown[0]])
        else if tier in values then values[tier]
        else check.fail('policy/missing-tier', 'no value for tier ' + tier, help="add '" + tier + "': tiers are 1 to 3"),
    };
    ctx,

  // The signals of the archetypes of `ctx.service`, by archetype. of: whose telemetry they are.
  signals(ctx, of):: { [a]: archetypes[a].signals(ctx { signal: signal(of, a) }) for a in ctx.service.archetypes },
}
