// Who needs a service: clients('redis') returns the names of the services that declare it under depends_on. The index is made once for all dashboards, by
// sorting, so that it stays cheap where there are many services.
local declaration = import 'lib/assemble/declaration.libsonnet';

local services = declaration.all;
local needs = std.sort(
  [{ by: name, of: need } for name in std.objectFields(services) for need in services[name].depends_on],
  function(n) n.of + ' ' + n.by
);
local first = [i for i in std.range(0, std.length(needs) - 1) if i == 0 || needs[i].of != needs[i - 1].of] + [std.length(needs)];
local clients = {
  [needs[first[k]].of]: [n.by for n in needs[first[k]:first[k + 1]]]
  for k in std.range(0, std.length(first) - 2)
};

function(name) if name in clients then clients[name] else []
