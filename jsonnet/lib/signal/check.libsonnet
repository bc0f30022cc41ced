// A service check, as an integration reports it.
local check = import 'lib/check.libsonnet';
local common = import 'lib/signal/common.libsonnet';

local fields = common.fields({ check: "the check's name, for example 'redis.can_connect'" }, { check: null });

function(ctx, p)
  local given = check.fields('signal check', p, fields.allowed, fields.required);
  {
    kind: 'check',
    title: given.title,
    unit: 'status',
    by: common.by(given),
    metrics: [],
    check: given.check,
    tags:: std.split(common.filter(ctx, given), ','),
    expression(by):: '"' + given.check + '"',
    slo:: null,
  }
