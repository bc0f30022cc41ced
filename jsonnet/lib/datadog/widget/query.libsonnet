// What a widget asks for a signal: queries, and formulas in the unit that is shown.
//
//   by            the tags that make a series of their own
//   prefix        keeps the names of several signals in one request apart
//   percentiles   which ones of a distribution
local check = import 'lib/check.libsonnet';
local number = import 'lib/datadog/widget/number.libsonnet';

// How a scalar widget puts the points of the time frame together. A gauge says what is true now.
local aggregators = { count: 'sum', ratio: 'sum', percentile: 'percentile', gauge: 'last', share: 'last' };

local log_query(name, signal, by) = {
  data_source: 'logs',
  name: name,
  indexes: ['*'],
  search: { query: signal.search },
  compute: { aggregation: 'count' },
  [if std.length(by) > 0 then 'group_by']: [{ facet: k, limit: 10, sort: { aggregation: 'count', order: 'desc' } } for k in by],
};

local refused(signal) =
  check.fail('dashboard/no-query', "the signal '" + signal.title + "' is a service check: it has no series", signal.title, help='show it with ctx.widget.checks');

local named(percentiles) = ['p' + n for n in percentiles];
// The names of the queries of the other kinds.
local names = { count: ['events'], ratio: ['part', 'whole'], gauge: ['level'], share: ['part', 'other'] };

// 'part' becomes 's1_part' where a second signal stands in the same request.
local renamed(formula, names, prefix, n=0) =
  if n == std.length(names) then formula else renamed(std.strReplace(formula, names[n], prefix + names[n]), names, prefix, n + 1);

{
  // For a widget over time.
  series(signal, by, percentiles=[50, 95, 99])::
    if signal.kind == 'check' then refused(signal)
    else if signal.kind == 'logs' then [log_query('lines', signal, by)]
    else
      local texts = signal.queries(by);
      [
        { data_source: 'metrics', name: name, query: texts[name] }
        for name in if signal.kind == 'percentile' then named(percentiles) else names[signal.kind]
      ],

  // For a widget of numbers. over: how the time frame is put together; null for what suits the kind.
  scalars(signal, by, percentiles, over=null, prefix='')::
    if signal.kind == 'logs' then [log_query(prefix + 'lines', signal, by)]
    else [
      { data_source: 'metrics', name: prefix + q.name, query: q.query, aggregator: if over != null then over else aggregators[signal.kind] }
      for q in self.series(signal, by, percentiles)
    ],

  // left: what is left to 100 %.
  formulas(signal, percentiles=[50, 95, 99], left=false, alias=null, prefix='')::
    local format = number.format(signal.unit);
    local title = if alias == null then signal.title else alias;
    if signal.kind == 'check' then refused(signal)
    else if signal.kind == 'percentile' then
      [{ formula: prefix + p, alias: if alias == null then p else alias, number_format: format } for p in named(percentiles)]
    else
      local plain =
        if signal.kind == 'logs' then prefix + 'lines'
        else number.scaled(signal.unit, if prefix == '' then signal.formula else renamed(signal.formula, names[signal.kind], prefix));
      [{ formula: if left then '100 - ' + plain else plain, alias: title, number_format: format }],
}
