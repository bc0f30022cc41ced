// How many log lines match a search.
local check = import 'lib/check.libsonnet';
local common = import 'lib/signal/common.libsonnet';

local fields = common.fields({ search: 'a log search; env and service are added' }, { search: null });

function(ctx, p)
  local given = check.fields('signal logs', p, fields.allowed, fields.required);
  local search = std.strReplace(common.filter(ctx, given), ',', ' ') + (if given.search == '' then '' else ' ' + given.search);
  {
    kind: 'logs',
    title: given.title,
    unit: 'line',
    by: common.by(given),
    metrics: [],
    search: search,
    expression(by):: search,
    slo:: null,
  }
