// Events of a counter: how many, over time.
local check = import 'lib/check.libsonnet';
local common = import 'lib/signal/common.libsonnet';

local shape = common.shape({ metric: 'a counter' });

function(ctx, p)
  local given = check.complete('signal count', p, shape);
  local metric = ctx.metric(given.metric);
  local filter = common.filter(ctx, given);
  local expression(by) = 'sum:' + metric.name + '{' + filter + '}' + common.grouped([metric], given, by) + '.as_count()';
  {
    kind: 'count',
    title: given.title,
    unit: metric.unit,
    by: given.by,
    time: 'sum',
    metrics: [metric.name],
    filter:: filter,
    queries(by):: { events: expression(by) },
    formula: 'events',
    expression(by):: expression(by),
    slo:: null,
  }
