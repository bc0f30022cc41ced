// Colours by meaning, the same on every board: who has seen one board reads all of them.
local check = import 'lib/check.libsonnet';

local style(palette) = { palette: palette };

local styles = {
  traffic: style('blue'),
  failure: style('red'),
  latency: style('purple'),
  saturation: style('orange'),
  waiting: style('warm'),
  outcome: style('datadog16'),  // one colour a tag value, the same in every widget
};

// What a signal of a kind usually means.
local by_kind = { count: styles.traffic, ratio: styles.failure, percentile: styles.latency, share: styles.saturation, gauge: styles.outcome, logs: styles.traffic };

{
  meanings:: std.join(', ', std.objectFields(styles)),
  // The style of a signal: what the widget says it means, or what its kind usually means.
  style(given, signal)::
    if given.colour == null then by_kind[signal.kind] else check.lookup('dashboard/unknown-colour', 'colour of a widget', given.colour, styles),
}
