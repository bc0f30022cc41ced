// One level as a share of another, in percent: used of available (`whole`), or hits of hits and misses (`rest`).
local check = import 'lib/check.libsonnet';
local common = import 'lib/signal/common.libsonnet';

local shape = common.shape({
  part: 'the gauge that is measured',
  whole: 'the gauge it is measured against',
  rest: 'what makes it whole, in the place of `whole`',
  space: 'how series are combined; max unless said',
  time: 'how a window is combined; avg unless said',
}, { whole: null, rest: null, space: 'max', time: 'avg' });

function(ctx, p)
  local given = check.complete('signal share', p, shape);
  local by_rest = given.rest != null;
  local part = ctx.metric(given.part);
  local other = ctx.metric(if by_rest then given.rest else given.whole);
  local filter = common.filter(ctx, given);
  local queries(by) =
    local body = '{' + filter + '}' + common.grouped([part, other], given, by);
    { part: given.space + ':' + part.name + body, other: given.space + ':' + other.name + body };
  local combined(a, b) = '100 * ' + a + ' / ' + (if by_rest then '(' + a + ' + ' + b + ')' else b);
  {
    kind: 'share',
    title: given.title,
    unit: 'percent',
    by: given.by,
    time: given.time,
    metrics: [part.name, other.name],
    filter:: filter,
    queries(by):: queries(by),
    formula: combined('part', 'other'),
    expression(by):: local q = queries(by); combined(q.part, q.other),
    slo:: null,
  }
