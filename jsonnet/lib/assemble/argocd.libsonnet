// What Argo CD needs, once: manifests by file. given: { manifests }, files by name.
local declaration = import 'lib/assemble/declaration.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';

function(given)
  local ctx = { policy: policy, services: declaration.all };
  { manifests: { [name]: given.manifests[name](ctx) for name in std.objectFields(given.manifests) } }
