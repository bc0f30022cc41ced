// What Argo CD needs, once and for each environment. given: { manifests, environment }, files by name. Returns { manifests: { <name>: [...] },
// environments: { <env>: { <name>: [...] } } }.
local declaration = import 'lib/assemble/declaration.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';

function(given)
  local ctx = { policy: policy, services: declaration.all };
  {
    manifests: { [name]: given.manifests[name](ctx) for name in std.objectFields(given.manifests) },
    environments: {
      [env]: { [name]: given.environment[name](ctx { env: env }) for name in std.objectFields(given.environment) }
      for env in std.objectFields(policy.environments)
    },
  }
