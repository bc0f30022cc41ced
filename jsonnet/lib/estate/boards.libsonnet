// The boards across services. given: { organisation, boards }, the latter files by name.
local board_context = import 'lib/estate/board_context.libsonnet';

function(given)
  local ctx = board_context.across(given.organisation);
  { dashboards: { own: { [name]: given.boards[name](ctx) for name in std.objectFields(given.boards) } } }
