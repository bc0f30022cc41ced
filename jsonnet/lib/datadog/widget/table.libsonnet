// Signals side by side, a row for each value of a tag.
local check = import 'lib/check.libsonnet';
local base = import 'lib/datadog/widget/base.libsonnet';
local limits = import 'lib/datadog/widget/limits.libsonnet';
local query = import 'lib/datadog/widget/query.libsonnet';

local shape = base.shape({ by: 'the tags that make a row', columns: 'the columns, the first one sorts', limit: 'how many rows; 25 unless said' }, { limit: 25 });
local column_shape = check.shape({
  signal: 'the signal of the column',
  title: 'its heading',
  percentile: 'which percentile of a distribution; that of the signal unless said',
  left: 'true for what is left to 100 %',
  over: "how the time frame is put together: 'avg', 'min', 'max', 'sum' or 'last'",
  limits: limits.meaning,
}, { percentile: null, left: false, over: null, limits: null });

local column(by, i, p) =
  local c = check.complete('column of widget table', p, column_shape);
  local percentiles = [if c.percentile != null then c.percentile else if c.signal.kind == 'percentile' then c.signal.percentile];
  local prefix = 'c' + i + '_';
  {
    limits: c.limits,
    queries: query.scalars(c.signal, by, percentiles, c.over, prefix),
    formulas: [
      f { cell_display_mode: 'number', [if c.limits != null then 'conditional_formats']: limits.formats(c) }
      for f in query.formulas(c.signal, percentiles, c.left, c.title, prefix)
    ],
  };

function(p)
  local given = base.complete('table', p, shape);
  local columns = std.mapWithIndex(function(i, c) column(given.by, i, c), given.columns);
  base.of(given, 4, {
    type: 'query_table',
    title: given.title,
    [if given.hint != null then 'description']: given.hint,
    has_search_bar: 'auto',
    requests: [{
      response_format: 'scalar',
      queries: std.flattenArrays([c.queries for c in columns]),
      formulas: std.flattenArrays([c.formulas for c in columns]),
      sort: { count: given.limit, order_by: [{ type: 'formula', index: 0, order: limits.worst_first(columns[0]) }] },
    }],
  })
