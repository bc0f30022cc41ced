// A service check, as an integration reports it.
local check = import 'lib/check.libsonnet';
local common = import 'lib/signal/common.libsonnet';

local shape = common.shape({ check: "the check's name, for example 'redis.can_connect'" });

function(ctx, p)
  local given = check.complete('signal check', p, shape);
  {
    kind: 'check',
    title: given.title,
    unit: 'status',
    by: given.by,
    metrics: [],
    check: given.check,
    tags:: std.split(common.filter(ctx, given), ','),
    expression(by):: '"' + given.check + '"',
    slo:: null,
  }
