// How the values of a distribution are spread: over time (heatmap), or over the whole time frame (distribution). A second hump, which no percentile
// shows, is a second kind of work or a retry.
local check = import 'lib/check.libsonnet';
local base = import 'lib/datadog/widget/base.libsonnet';
local limits = import 'lib/datadog/widget/limits.libsonnet';

local shape = base.shape({ signal: 'a percentile signal', limits: limits.meaning }, { limits: null });

local widget(kind, p) =
  local given = base.complete(kind, p, shape);
  local signal = given.signal;
  if signal.kind != 'percentile' then
    check.fail('dashboard/not-a-distribution', 'widget ' + kind + ": the signal '" + signal.title + "' is a " + signal.kind, signal.title, help='give it a percentile signal')
  else base.of(given, 3, {
    type: kind,
    title: base.title(given, signal, []),
    [if given.hint != null then 'description']: given.hint,
    requests: [{
      request_type: 'histogram',
      query: { data_source: 'metrics', name: 'values', query: 'histogram:' + signal.metrics[0] + '{' + signal.filter + '}' },
      style: { palette: 'purple' },
    }],
    [if kind == 'heatmap' && given.limits != null then 'markers']: limits.markers(given),
  });

{
  heatmap(p):: widget('heatmap', p),
  distribution(p):: widget('distribution', p),
}
