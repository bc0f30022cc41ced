// The dashboards across services. given: { organisation, dashboards }, the latter files by name.
local context = import 'lib/assemble/dashboards_context.libsonnet';

function(given)
  local ctx = context(given.organisation);
  { dashboards: { own: { [name]: given.dashboards[name](ctx) for name in std.objectFields(given.dashboards) } } }
