// The boards across services. given: { organisation, boards }, the latter files by name.
local context = import 'lib/estate/boards_context.libsonnet';

function(given)
  local ctx = context(given.organisation);
  { dashboards: { own: { [name]: given.boards[name](ctx) for name in std.objectFields(given.boards) } } }
