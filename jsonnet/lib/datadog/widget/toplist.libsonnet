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
  local parts = [
    query.of(signals[i], query.with({
      by: by,
      scalar: true,
      prefix: if several then 's' + i + '_' else '',
      [if signals[i].kind == 'percentile' then 'percentiles']: [if 'percentile' in given then given.percentile else signals[i].percentile],
      [if 'over' in given then 'over']: given.over,
    }))
    for i in std.range(0, std.length(signals) - 1)
  ];
  base.of('toplist', given, base.title(given, signals, by), 4, {
    requests: [{
      response_format: 'scalar',
      queries: std.flatMap(function(part) part.queries, parts),
      formulas: std.flatMap(function(part) part.formulas, parts),
      sort: {
        count: if 'limit' in given then given.limit else 10,
        order_by: [{ type: 'formula', index: i, order: limits.worst_first(given) } for i in std.range(0, std.length(parts) - 1)],
      },
    } + limits.formats(given)],
    // Several signals share a row where they share a tag value.
    [if several then 'style']: { display: { type: 'stacked', legend: 'inline' }, scaling: 'absolute' },
  })
