// Colours by meaning, the same on every board: who has seen one board reads all of them.
local check = import 'lib/check.libsonnet';

local palettes = {
  traffic: 'blue',
  failure: 'red',
  latency: 'purple',
  saturation: 'orange',
  waiting: 'warm',
  outcome: 'datadog16',  // one colour a tag value, the same in every widget
};

local by_kind = { count: 'traffic', ratio: 'failure', percentile: 'latency', share: 'saturation', gauge: 'outcome', logs: 'traffic' };

{
  meanings:: palettes,
  // The palette of a signal: what the widget says it means, or what its kind usually means.
  palette(given, signal)::
    palettes[
      if 'colour' in given then check.one_of('dashboard/unknown-colour', 'colour of a widget', given.colour, std.objectFields(palettes))
      else by_kind[signal.kind]
    ],
}
