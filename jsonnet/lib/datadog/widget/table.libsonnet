// Signals side by side, a row for each value of a tag.
local base = import 'lib/datadog/widget/base.libsonnet';
local check = import 'lib/check.libsonnet';
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

local part(given, i) =
  local c = check.fields('column of widget table', given.columns[i], column_fields, ['signal', 'title']);
  local asked = query.of(c.signal, query.with({
    by: given.by,
    scalar: true,
    prefix: 'c' + i + '_',
    alias: c.title,
    [if c.signal.kind == 'percentile' then 'percentiles']: [if 'percentile' in c then c.percentile else c.signal.percentile],
    [if 'left' in c then 'left']: c.left,
    [if 'over' in c then 'over']: c.over,
  }));
  { queries: asked.queries, formulas: [f { cell_display_mode: 'number' } + limits.formats(c) for f in asked.formulas] };

function(p)
  local given = base.fields('table', p, fields, ['title', 'by', 'columns']);
  local parts = [part(given, i) for i in std.range(0, std.length(given.columns) - 1)];
  base.of('query_table', given, given.title, 4, {
    has_search_bar: 'auto',
    requests: [{
      response_format: 'scalar',
      queries: std.flatMap(function(part) part.queries, parts),
      formulas: std.flatMap(function(part) part.formulas, parts),
      sort: { count: if 'limit' in given then given.limit else 25, order_by: [{ type: 'formula', index: 0, order: limits.worst_first(given.columns[0]) }] },
    }],
  })
