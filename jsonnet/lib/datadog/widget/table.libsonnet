// Signals side by side, a row for each value of a tag.
local check = import 'lib/check.libsonnet';
local base = import 'lib/datadog/widget/base.libsonnet';
local limits = import 'lib/datadog/widget/limits.libsonnet';
local query = import 'lib/datadog/widget/query.libsonnet';

local fields = base.allowed({ by: 'the tags that make a row', columns: 'the columns, the first one sorts', limit: 'how many rows; 25 unless said' });
local column_fields = {
  signal: 'the signal of the column',
  title: 'its heading',
  percentile: 'which percentile of a distribution; that of the signal unless said',
  left: 'true for what is left to 100 %',
  over: "how the time frame is put together: 'avg', 'min', 'max', 'sum' or 'last'",
  limits: limits.meaning,
};

local column(by, i, p) =
  local c = check.fields('column of widget table', p, column_fields, ['signal', 'title']);
  local percentiles = [if 'percentile' in c then c.percentile else if c.signal.kind == 'percentile' then c.signal.percentile];
  local prefix = 'c' + i + '_';
  {
    queries: query.scalars(c.signal, by, percentiles, if 'over' in c then c.over else null, prefix),
    formulas: [
      f { cell_display_mode: 'number', [if limits.stated(c) then 'conditional_formats']: limits.formats(c) }
      for f in query.formulas(c.signal, percentiles, 'left' in c && c.left, c.title, prefix)
    ],
  };

function(p)
  local given = base.fields('table', p, fields, ['title', 'by', 'columns']);
  local columns = std.mapWithIndex(function(i, c) column(given.by, i, c), given.columns);
  base.of(given, 4, {
    type: 'query_table',
    title: given.title,
    [if 'hint' in given then 'description']: given.hint,
    has_search_bar: 'auto',
    requests: [{
      response_format: 'scalar',
      queries: std.flattenArrays([c.queries for c in columns]),
      formulas: std.flattenArrays([c.formulas for c in columns]),
      sort: { count: if 'limit' in given then given.limit else 25, order_by: [{ type: 'formula', index: 0, order: limits.worst_first(given.columns[0]) }] },
    }],
  })
