// The agent in one environment: Helm values by chart and manifests by file.
local declaration = import 'lib/assemble/declaration.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';

// given: { env, values, manifests }, the latter two are files by name. Returns { values: { <chart>: ... }, manifests: { <name>: [...] } }.
function(given)
  local environment = policy.environments[given.env];
  local ctx = {
    env: given.env,
    environment: environment,
    organisation: policy.organisations[environment.organisation],
    policy: policy,
    services: declaration.all,
  };
  {
    values: { [name]: given.values[name](ctx) for name in std.objectFields(given.values) },
    manifests: { [name]: given.manifests[name](ctx) for name in std.objectFields(given.manifests) },
  }
