// What must hold between the files of the policy. Evaluates to a list of checks that passed.
local cost_rules = import 'lib/assemble/cost_rules.libsonnet';
local notification_rules = import 'lib/assemble/notification_rules.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';
local check = import 'lib/check.libsonnet';

local each(file, entries, allowed) = [
  check.fields(file + " '" + name + "'", entries[name], allowed, std.objectFields(allowed), 'policy/' + file + '.libsonnet')
  for name in std.objectFields(entries)
];

local environment_fields = {
  title: 'as people say it',
  organisation: 'of policy/organisations.libsonnet',
  cluster: 'the Kubernetes cluster',
  notify: 'a route of policy/routes.libsonnet',
  secret_store: "'vault' or 'aws-ssm'",
  secret_path: 'where the keys are in that store',
  log_retention_days: 'how long indexed logs are kept',
};
local organisation_fields = { site: 'the Datadog site', app: 'the address of its web application', owner: 'the environment that applies its dashboards' };
local team_fields = { title: 'as people say it', charter: 'what the team owns' } + notification_rules.handles;
local severity_fields = { priority: "Datadog's priority", meaning: 'what it means', response: 'how soon someone acts', renotify_min: 'minutes until it is sent again' };
local tag_fields = { on: "where it stands: 'telemetry', 'object'", cardinality: 'how many values', meaning: 'what it says' };

each('environments', policy.environments, environment_fields)
+ each('organisations', policy.organisations, organisation_fields)
+ each('teams', policy.teams, team_fields)
+ each('severities', policy.severities, severity_fields)
+ [
  check.fields("tags '" + name + "'", policy.tags[name], tag_fields { values: 'the closed set of values' }, std.objectFields(tag_fields), 'policy/tags.libsonnet')
  for name in std.objectFields(policy.tags)
]
+ [
  local e = policy.environments[name];
  local file = 'policy/environments.libsonnet';
  check.after([
    check.lookup('policy/unknown-organisation', 'organisation', e.organisation, policy.organisations, file),
    check.lookup('policy/unknown-route', 'route', e.notify, policy.routes, file),
    check.one_of('policy/secret-store', "secret_store of environment '" + name + "'", e.secret_store, ['vault', 'aws-ssm'], file),
  ], null)
  for name in std.objectFields(policy.environments)
]
+ [
  check.lookup('policy/unknown-environment', 'environment', policy.organisations[name].owner, policy.environments, 'policy/organisations.libsonnet')
  for name in std.objectFields(policy.organisations)
]
+ notification_rules.checks
+ cost_rules
