// What share of the events of `of` are those of `bad`, in percent. `good` may stand in the place of `bad`.
local check = import 'lib/check.libsonnet';
local common = import 'lib/signal/common.libsonnet';
local scope = import 'lib/signal/scope.libsonnet';

local shape = common.shape({
  bad: 'the counter of bad events',
  good: 'the counter of good events, in the place of bad',
  of: 'the counter of all events',
  bad_where: 'further tag filters of the bad (or good) events alone',
}, { bad: null, good: null, bad_where: null });

function(ctx, p)
  local given = check.complete('signal ratio', p, shape);
  local inverted = given.good != null;
  local part = ctx.metric(if inverted then given.good else given.bad);
  local whole = ctx.metric(given.of);
  local metrics = [part, whole];
  local filter = common.filter(ctx, given);
  local part_filter = if given.bad_where != null then scope.narrowed(filter, given.bad_where) else filter;
  local part_query(grouped) = 'sum:' + part.name + '{' + part_filter + '}' + grouped + '.as_count()';
  local whole_query(grouped) = 'sum:' + whole.name + '{' + filter + '}' + grouped + '.as_count()';
  {
    kind: 'ratio',
    title: given.title,
    unit: 'percent',
    by: given.by,
    time: 'sum',
    metrics: [part.name, whole.name],
    filter:: filter,
    queries(by):: local grouped = common.grouped(metrics, given, by); { part: part_query(grouped), whole: whole_query(grouped) },
    // A missing `part` is no event, not no data: default_zero keeps the ratio at 0 instead of a gap.
    formula: '100 * default_zero(part) / whole',
    expression(by):: local grouped = common.grouped(metrics, given, by); '100 * ' + part_query(grouped) + ' / ' + whole_query(grouped),
    slo:: { good: if inverted then part_query('') else whole_query('') + ' - ' + part_query(''), total: whole_query('') },
  }
