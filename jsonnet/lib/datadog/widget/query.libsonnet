// What a widget asks for a signal: queries and formulas in the signal's unit.
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

{
  // p: by; prefix, which keeps the names of several signals in one request apart; scalar; over, an aggregator; percentiles; alias;
  // left, true for what is left to 100 %. Answers { queries, formulas }.
  of(signal, p)::
    local alias = if p.alias == null then signal.title else p.alias;
    local format = number.format(signal.unit);
    if signal.kind == 'check' then refused(signal)
    else if signal.kind == 'logs' then {
      queries: [log_query(p.prefix + 'lines', signal, p.by)],
      formulas: [{ formula: p.prefix + 'lines', alias: alias, number_format: format }],
    }
    else
      local texts = signal.queries(p.by);
      local percentile = signal.kind == 'percentile';
      local names = if percentile then ['p' + n for n in p.percentiles] else std.objectFields(texts);
      // 'part' becomes 's1_part' where a second signal stands in the same request.
      local renamed(formula, n) =
        if p.prefix == '' || n == std.length(names) then formula
        else renamed(std.strReplace(formula, names[n], p.prefix + names[n]), n + 1);
      local combined = if percentile then null else number.scaled(signal.unit, renamed(signal.formula, 0));
      {
        queries: [
          {
            data_source: 'metrics',
            name: p.prefix + n,
            query: texts[n],
            [if p.scalar then 'aggregator']: if p.over != null then p.over else aggregators[signal.kind],
          }
          for n in names
        ],
        formulas:
          if percentile then [{ formula: p.prefix + n, alias: if p.alias == null then n else p.alias, number_format: format } for n in names]
          else [{ formula: if p.left then '100 - ' + combined else combined, alias: alias, number_format: format }],
      },

  // The parameters of `of`, completed.
  with(p):: { by: [], prefix: '', scalar: false, over: null, percentiles: [50, 95, 99], alias: null, left: false } + p,
}
