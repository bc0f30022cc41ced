// How many log lines match a search.
local check = import 'lib/check.libsonnet';
local common = import 'lib/signal/common.libsonnet';

local shape = common.shape({ search: 'a log search; env and service are added' });

function(ctx, p)
  local given = check.complete('signal logs', p, shape);
  local search = std.strReplace(common.filter(ctx, given), ',', ' ') + (if given.search == '' then '' else ' ' + given.search);
  {
    kind: 'logs',
    title: given.title,
    unit: 'line',
    by: given.by,
    metrics: [],
    search: search,
    expression(by):: search,
    slo:: null,
  }
