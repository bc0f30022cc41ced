// A percentile of a distribution. Widgets show p50, p95 and p99 beside each other; a monitor uses `percentile`.
local check = import 'lib/check.libsonnet';
local common = import 'lib/signal/common.libsonnet';

local shape = common.shape({
  metric: 'a distribution',
  percentile: 'which percentile a monitor and an SLO use: 50, 75, 90, 95 or 99',
});

local distribution(metric) =
  if metric.type == 'distribution' then metric
  else check.fail('metric/not-a-distribution', metric.name + ' is a ' + metric.type + ': percentiles need a distribution', metric.name);

function(ctx, p)
  local given = check.complete('signal percentile', p, shape);
  local metric = distribution(ctx.metric(given.metric));
  local percentile = check.one_of('metric/unknown-percentile', 'percentile of ' + metric.name, given.percentile, [50, 75, 90, 95, 99]);
  local filter = common.filter(ctx, given);
  local body(by) = ':' + metric.name + '{' + filter + '}' + common.grouped([metric], given, by);
  {
    kind: 'percentile',
    title: given.title,
    unit: metric.unit,
    by: given.by,
    time: 'percentile',
    percentile: percentile,
    metrics: [metric.name],
    filter:: filter,
    queries(by):: local same = body(by); { p50: 'p50' + same, p95: 'p95' + same, p99: 'p99' + same },
    formula: null,
    expression(by):: 'p' + percentile + body(by),
    slo:: null,
  }
