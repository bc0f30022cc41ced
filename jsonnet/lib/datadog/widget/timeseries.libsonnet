// Signals over time. Each is a request of its own, so that each keeps the colour of its meaning.
local base = import 'lib/datadog/widget/base.libsonnet';
local colour = import 'lib/datadog/widget/colour.libsonnet';
local limits = import 'lib/datadog/widget/limits.libsonnet';
local query = import 'lib/datadog/widget/query.libsonnet';
local check = import 'lib/check.libsonnet';

local fields = base.allowed({
  signal: 'the signal that is shown',
  signals: 'the signals that are shown',
  by: 'the tags that make a line of their own; those of the signal unless said',
  percentiles: 'which percentiles of a distribution; 50, 95 and 99 unless said',
  left: 'true for what is left to 100 %',
  display: "'line', 'area' or 'bars'",
  colour: 'what the colour means: ' + std.join(', ', std.objectFields(colour.meanings)),
  limits: limits.meaning,
  events: 'a search of events that are drawn over the chart',
});

// What is counted is drawn as bars, a level as a line.
local displays = { count: 'bars', logs: 'bars' };

local overlay(search) = {
  response_format: 'timeseries',
  display_type: 'overlay',
  queries: [{ data_source: 'events', name: 'events', indexes: ['*'], compute: { aggregation: 'count' }, search: { query: search } }],
  formulas: [{ formula: 'events' }],
};

function(p)
  local given = base.fields('timeseries', p, fields);
  local signals = base.signals('timeseries', given);
  local by(signal) = if 'by' in given then given.by else signal.by;
  local options = {
    [if 'percentiles' in given then 'percentiles']: given.percentiles,
    [if 'left' in given then 'left']: given.left,
  };
  local several = std.length(signals) > 1 || std.length(by(signals[0])) > 0 || signals[0].kind == 'percentile';
  base.of('timeseries', given, base.title(given, signals, by(signals[0])), 3, {
    show_legend: several,
    [if several then 'legend_layout']: 'auto',
    [if several then 'legend_columns']: ['avg', 'max', 'value'],
    requests: [
      query.of(s, query.with({ by: by(s) } + options)) {
        response_format: 'timeseries',
        display_type:
          if 'display' in given then check.one_of('dashboard/unknown-display', 'display of a widget', given.display, ['area', 'bars', 'line'])
          else if s.kind in displays then displays[s.kind]
          else 'line',
        style: { palette: colour.palette(given, s), line_type: 'solid', line_width: 'normal' },
      }
      for s in signals
    ] + (if 'events' in given then [overlay(given.events)] else []),
    yaxis: { include_zero: true },
  } + limits.markers(given))
