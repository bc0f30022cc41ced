// Signals over time. Each is a request of its own, so that each keeps the colour of its meaning.
local check = import 'lib/check.libsonnet';
local base = import 'lib/datadog/widget/base.libsonnet';
local colour = import 'lib/datadog/widget/colour.libsonnet';
local limits = import 'lib/datadog/widget/limits.libsonnet';
local query = import 'lib/datadog/widget/query.libsonnet';

local shape = base.shape({
  signal: 'the signal that is shown',
  signals: 'the signals that are shown',
  by: 'the tags that make a line of their own; those of the signal unless said',
  percentiles: 'which percentiles of a distribution; 50, 95 and 99 unless said',
  left: 'true for what is left to 100 %',
  display: "'line', 'area' or 'bars'",
  colour: 'what the colour means: ' + colour.meanings,
  limits: limits.meaning,
  events: 'a search of events that are drawn over the chart',
}, {
  signal: null,
  signals: null,
  by: null,
  percentiles: [50, 95, 99],
  left: false,
  display: null,
  colour: null,
  limits: null,
  events: null,
});

// What is counted is drawn as bars, a level as a line.
local displays = { count: 'bars', ratio: 'line', gauge: 'line', share: 'line', percentile: 'line', logs: 'bars', check: null };

local overlay(search) = {
  response_format: 'timeseries',
  display_type: 'overlay',
  queries: [{ data_source: 'events', name: 'events', indexes: ['*'], compute: { aggregation: 'count' }, search: { query: search } }],
  formulas: [{ formula: 'events' }],
};

function(p)
  local given = base.complete('timeseries', p, shape);
  local signals = base.signals('timeseries', given);
  local by(signal) = if given.by == null then signal.by else given.by;
  local first = signals[0];
  local several = std.length(signals) > 1 || first.kind == 'percentile' || by(first) != [];
  local requests = [
    {
      response_format: 'timeseries',
      queries: query.series(s, by(s), given.percentiles),
      formulas: query.formulas(s, given.percentiles, given.left),
      display_type: if given.display == null then displays[s.kind] else check.one_of('dashboard/unknown-display', 'display of a widget', given.display, ['area', 'bars', 'line']),
      style: colour.style(given, s),
    }
    for s in signals
  ];
  base.of(given, 3, {
    type: 'timeseries',
    title: base.title(given, first, by(first)),
    [if given.hint != null then 'description']: given.hint,
    show_legend: several,
    requests: if given.events == null then requests else requests + [overlay(given.events)],
    [if given.limits != null then 'markers']: limits.markers(given),
  })
