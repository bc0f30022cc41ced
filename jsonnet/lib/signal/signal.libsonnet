// A signal is something worth watching, said once: metrics, how they combine, a title and a unit. Boards, monitors and SLOs ask it
// for their queries, so that what pages someone is what they see on the board.
//
// `function(ctx)` answers the kinds of signals for a context: `ctx.scope` is the tag filter its queries are made for ('env:prod,service:x' for
// a monitor, '$env,$service,$version' for a board), `ctx.metric(name)` the catalog.
//
// Every signal has:
//   title, unit       as people read them
//   by                the tags it is grouped by unless a monitor or widget says otherwise
//   queries(by)       the metric queries by name, for a widget
//   formula           how the queries combine, for a widget
//   expression(by)    the same as one text, for a monitor
//   time              how a monitor aggregates over its window
//   slo               good and total events, or null where the signal counts no events
local check = import 'lib/check.libsonnet';
local scope = import 'lib/signal/scope.libsonnet';

local shared = {
  title: 'what it shows, as a widget is titled',
  by: 'the tags it is grouped by',
  where: "further tag filters, for example { store: 'pgvector' }; a list means any of them",
  of_service: 'false where the metric is not tagged with the service itself',
};

function(ctx) {
  local base(kind, p, allowed, required, metrics) =
    local given = check.fields('signal ' + kind, p, shared + allowed, ['title'] + required);
    local by = if std.objectHas(given, 'by') then given.by else [];
    local where = if std.objectHas(given, 'where') then given.where else {};
    local filters = std.objectFields(where);
    {
      kind: kind,
      title: given.title,
      by: by,
      filter:: scope.narrowed(if std.objectHas(given, 'of_service') && !given.of_service then ctx.scope_of_all else ctx.scope, where),
      metrics: [m.name for m in metrics],
      // The grouping `by` as query text; every key must be a tag that each metric carries.
      grouped(keys)::
        local carried = [
          if std.objectHas(m.tags, k) then k else check.lookup('metric/unknown-tag', 'tag of ' + m.name, k, m.tags)
          for m in metrics
          for k in keys + filters
        ];
        check.after(carried, if std.length(keys) == 0 then '' else ' by {' + std.join(',', keys) + '}'),
      body(keys):: '{' + self.filter + '}' + self.grouped(keys),
      slo:: null,
    },

  // Events of a counter: how many, over time.
  count(p)::
    local m = ctx.metric(p.metric);
    base('count', p, { metric: 'a counter' }, ['metric'], [m]) {
      unit: m.unit,
      time: 'sum',
      queries(by):: { events: self.expression(by) },
      formula: 'events',
      expression(by):: 'sum:' + m.name + self.body(by) + '.as_count()',
    },

  // What share of the events of `of` are those of `bad`, in percent. `good` may stand in the place of `bad`.
  ratio(p)::
    local inverted = std.objectHas(p, 'good');
    local part = ctx.metric(if inverted then p.good else p.bad);
    local whole = ctx.metric(p.of);
    base('ratio', p, {
      bad: 'the counter of bad events',
      good: 'the counter of good events, in the place of bad',
      of: 'the counter of all events',
      bad_where: 'further tag filters of the bad (or good) events alone',
    }, ['of'], [part, whole]) {
      local narrowed = if std.objectHas(p, 'bad_where') then scope.narrowed(self.filter, p.bad_where) else self.filter,
      local part_query(by) = 'sum:' + part.name + '{' + narrowed + '}' + self.grouped(by) + '.as_count()',
      local whole_query(by) = 'sum:' + whole.name + self.body(by) + '.as_count()',
      unit: 'percent',
      time: 'sum',
      queries(by):: { part: part_query(by), whole: whole_query(by) },
      // A missing `part` is no event, not no data: default_zero keeps the ratio at 0 instead of a gap.
      formula: '100 * default_zero(part) / whole',
      expression(by):: '100 * ' + part_query(by) + ' / ' + whole_query(by),
      slo:: if inverted then { good: part_query([]), total: whole_query([]) }
      else { good: whole_query([]) + ' - ' + part_query([]), total: whole_query([]) },
    },

  // A level. `space` aggregates over series (avg, sum, min, max), `time` over a monitor's window.
  gauge(p)::
    local m = ctx.metric(p.metric);
    local given = { space: 'avg', time: 'avg' } + p;
    base('gauge', p, {
      metric: 'a gauge',
      space: 'how series are combined: avg, sum, min or max; avg unless said',
      time: 'how a window is combined: avg, min or max; avg unless said',
    }, ['metric'], [m]) {
      unit: m.unit,
      time: given.time,
      queries(by):: { level: self.expression(by) },
      formula: 'level',
      expression(by):: given.space + ':' + m.name + self.body(by),
    },

  // One level as a share of another, in percent: used of available (`whole`), or hits of hits and misses (`rest`).
  share(p)::
    local part = ctx.metric(p.part);
    local by_rest = std.objectHas(p, 'rest');
    local other = ctx.metric(if by_rest then p.rest else p.whole);
    local given = { space: 'max', time: 'avg' } + p;
    base('share', p, {
      part: 'the gauge that is measured',
      whole: 'the gauge it is measured against',
      rest: 'what makes it whole, in the place of `whole`',
      space: 'how series are combined; max unless said',
      time: 'how a window is combined; avg unless said',
    }, ['part'], [part, other]) {
      local combined(a, b) = '100 * ' + a + ' / ' + (if by_rest then '(' + a + ' + ' + b + ')' else b),
      unit: 'percent',
      time: given.time,
      queries(by):: local body = self.body(by); { part: given.space + ':' + part.name + body, other: given.space + ':' + other.name + body },
      formula: combined('part', 'other'),
      expression(by):: local q = self.queries(by); combined(q.part, q.other),
    },

  // A percentile of a distribution. Widgets show p50, p95 and p99 beside each other; a monitor uses `percentile`.
  percentile(p)::
    local m = ctx.metric(p.metric);
    local p_of(n, body) = 'p' + n + ':' + m.name + body;
    base('percentile', p, {
      metric: 'a distribution',
      percentile: 'which percentile a monitor and an SLO use: 50, 75, 90, 95 or 99',
    }, ['metric', 'percentile'], [if m.type == 'distribution' then m else check.fail('metric/not-a-distribution', m.name + ' is a ' + m.type + ': percentiles need a distribution', p.metric)]) {
      unit: m.unit,
      time: 'percentile',
      percentile: p.percentile,
      queries(by):: local body = self.body(by); { ['p' + n]: p_of(n, body) for n in [50, 95, 99] },
      formula: null,
      expression(by):: p_of(p.percentile, self.body(by)),
    },

  // A service check, as an integration reports it.
  check(p)::
    base('check', p, { check: "the check's name, for example 'redis.can_connect'" }, ['check'], []) {
      unit: 'status',
      time: 'last',
      check: p.check,
      tags:: std.split(self.filter, ','),
      queries(by):: {},
      formula: null,
      expression(by):: '"' + p.check + '"',
    },

  // How many log lines match a search.
  logs(p)::
    base('logs', p, { search: 'a log search; env and service are added' }, ['search'], []) {
      unit: 'line',
      time: 'sum',
      search: std.strReplace(self.filter, ',', ' ') + (if p.search == '' then '' else ' ' + p.search),
      queries(by):: {},
      formula: null,
      expression(by):: self.search,
    },
}
