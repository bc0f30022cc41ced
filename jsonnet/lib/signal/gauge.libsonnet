// A level. `space` aggregates over series (avg, sum, min, max), `time` over a monitor's window.
local check = import 'lib/check.libsonnet';
local common = import 'lib/signal/common.libsonnet';

local shape = common.shape({
  metric: 'a gauge',
  space: 'how series are combined: avg, sum, min or max; avg unless said',
  time: 'how a window is combined: avg, min or max; avg unless said',
}, { space: 'avg', time: 'avg' });

function(ctx, p)
  local given = check.complete('signal gauge', p, shape);
  local metric = ctx.metric(given.metric);
  local filter = common.filter(ctx, given);
  local expression(by) = given.space + ':' + metric.name + '{' + filter + '}' + common.grouped([metric], given, by);
  {
    kind: 'gauge',
    title: given.title,
    unit: metric.unit,
    by: given.by,
    time: given.time,
    metrics: [metric.name],
    filter:: filter,
    queries(by):: { level: expression(by) },
    formula: 'level',
    expression(by):: expression(by),
    slo:: null,
  }
