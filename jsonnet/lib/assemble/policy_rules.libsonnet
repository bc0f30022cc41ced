// What must hold between the files of the policy. Evaluates to a list of checks that passed.
local account_rules = import 'lib/assemble/account_rules.libsonnet';
local attribute_rules = import 'lib/assemble/attribute_rules.libsonnet';
local notification_rules = import 'lib/assemble/notification_rules.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';
local site_rules = import 'lib/assemble/site_rules.libsonnet';
local check = import 'lib/check.libsonnet';

local file = 'policy/environments.libsonnet';
local environments = policy.environments;
local names = std.objectFields(environments);

[check.lookup('policy/unknown-organisation', 'organisation', environments[e].organisation, policy.organisations, file, [e, 'organisation']) for e in names]
+ [check.lookup('policy/unknown-route', 'route', environments[e].notify, policy.routes, file, [e, 'notify']) for e in names]
+ [
  check.one_of('policy/secret-store', "secret_store of environment '" + e + "'", environments[e].secret_store, ['vault', 'aws-ssm'], file, [e, 'secret_store'])
  for e in names
]
+ [
  check.lookup('policy/unknown-environment', 'environment', policy.organisations[o].owner, environments, 'policy/organisations.libsonnet', [o, 'owner'])
  for o in std.objectFields(policy.organisations)
]
+ [
  local days = std.toString(environments[e].log_retention_days);
  if days in policy.costs.indexed_million then null
  else check.fail(
    'policy/no-price',
    "environment '" + e + "' keeps logs for " + days + ' days, which have no price in indexed_million of costs',
    ['indexed_million'],
    'policy/costs.libsonnet',
    "add '" + days + "': the price of a million events kept so long"
  )
  for e in names
]
+ [
  check.lookup('policy/unknown-tag', "tag that tag '" + tag + "' implies", implied, policy.tags, 'policy/tags.libsonnet', [tag, 'implies'], 'jsonnet/policy/tags.libsonnet')
  for tag in std.objectFields(policy.tags)
  for implied in std.get(policy.tags[tag], 'implies', [])
]
+ [
  check.lookup('policy/unknown-phi-pattern', 'pattern of patient identifiers', pattern, { [p.name]: p for p in policy.phi }, 'policy/phi_in_files.libsonnet', ['left_out', pattern])
  for pattern in std.objectFields(policy.phi_in_files.left_out)
]
+ account_rules
+ attribute_rules
+ notification_rules
+ site_rules
