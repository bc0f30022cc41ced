// Which values of a tag are the worst.
local base = import 'lib/datadog/widget/base.libsonnet';
local limits = import 'lib/datadog/widget/limits.libsonnet';
local query = import 'lib/datadog/widget/query.libsonnet';

local shape = base.shape({
  signal: 'the signal that is ranked',
  signals: 'signals of one unit that are ranked together',
  by: 'the tags that are ranked; those of the signal unless said',
  percentile: 'which percentile of a distribution; that of the signal unless said',
  over: "how the time frame is put together: 'avg', 'min', 'max', 'sum' or 'last'",
  limits: limits.meaning,
  limit: 'how many; 10 unless said',
}, { signal: null, signals: null, by: null, percentile: null, over: null, limits: null, limit: 10 });

function(p)
  local given = base.complete('toplist', p, shape);
  local signals = base.signals('toplist', given);
  local by = if given.by == null then signals[0].by else given.by;
  local several = std.length(signals) > 1;
  local percentiles(s) = [if given.percentile != null then given.percentile else if s.kind == 'percentile' then s.percentile];
  local prefix(i) = if several then 's' + i + '_' else '';
  local each(f) = std.flattenArrays(std.mapWithIndex(f, signals));
  base.of(given, 4, {
    type: 'toplist',
    title: base.title(given, signals[0], by),
    [if given.hint != null then 'description']: given.hint,
    requests: [{
      response_format: 'scalar',
      queries: each(function(i, s) query.scalars(s, by, percentiles(s), given.over, prefix(i))),
      formulas: each(function(i, s) query.formulas(s, percentiles(s), prefix=prefix(i))),
      [if given.limits != null then 'conditional_formats']: limits.formats(given),
      sort: {
        count: given.limit,
        order_by: std.mapWithIndex(function(i, s) { type: 'formula', index: i, order: limits.worst_first(given) }, signals),
      },
    }],
    // Several signals share a row where they share a tag value.
    [if several then 'style']: { display: { type: 'stacked', legend: 'inline' }, scaling: 'absolute' },
  })
