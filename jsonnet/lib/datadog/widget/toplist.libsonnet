// Which values of a tag are the worst.
local base = import 'lib/datadog/widget/base.libsonnet';
local limits = import 'lib/datadog/widget/limits.libsonnet';
local query = import 'lib/datadog/widget/query.libsonnet';

local fields = base.allowed({
  signal: 'the signal that is ranked',
  signals: 'signals of one unit that are ranked together',
  by: 'the tags that are ranked; those of the signal unless said',
  percentile: 'which percentile of a distribution; that of the signal unless said',
  over: "how the time frame is put together: 'avg', 'min', 'max', 'sum' or 'last'",
  limits: limits.meaning,
  limit: 'how many; 10 unless said',
});

function(p)
  local given = base.fields('toplist', p, fields);
  local signals = base.signals('toplist', given);
  local by = if 'by' in given then given.by else signals[0].by;
  local several = std.length(signals) > 1;
  local percentiles(s) = [if 'percentile' in given then given.percentile else if s.kind == 'percentile' then s.percentile];
  local prefix(i) = if several then 's' + i + '_' else '';
  local each(f) = std.flattenArrays(std.mapWithIndex(f, signals));
  base.of(given, 4, {
    type: 'toplist',
    title: base.title(given, signals[0], by),
    [if 'hint' in given then 'description']: given.hint,
    requests: [{
      response_format: 'scalar',
      queries: each(function(i, s) query.scalars(s, by, percentiles(s), if 'over' in given then given.over else null, prefix(i))),
      formulas: each(function(i, s) query.formulas(s, percentiles(s), prefix=prefix(i))),
      [if limits.stated(given) then 'conditional_formats']: limits.formats(given),
      sort: {
        count: if 'limit' in given then given.limit else 10,
        order_by: std.mapWithIndex(function(i, s) { type: 'formula', index: i, order: limits.worst_first(given) }, signals),
      },
    }],
    // Several signals share a row where they share a tag value.
    [if several then 'style']: { display: { type: 'stacked', legend: 'inline' }, scaling: 'absolute' },
  })
