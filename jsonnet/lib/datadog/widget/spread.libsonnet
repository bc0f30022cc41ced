// How the values of a distribution are spread: over time (heatmap), or over the whole time frame (distribution). A second hump, which no percentile
// shows, is a second kind of work or a retry.
local base = import 'lib/datadog/widget/base.libsonnet';
local check = import 'lib/check.libsonnet';
local limits = import 'lib/datadog/widget/limits.libsonnet';

local fields = base.allowed({ signal: 'a percentile signal', limits: limits.meaning });

local request(kind, given) =
  local signal = given.signal;
  if signal.kind != 'percentile' then
    check.fail('dashboard/not-a-distribution', 'widget ' + kind + ": the signal '" + signal.title + "' is a " + signal.kind, signal.title, help='give it a percentile signal')
  else {
    request_type: 'histogram',
    query: { data_source: 'metrics', name: 'values', query: 'histogram:' + signal.metrics[0] + '{' + signal.filter + '}' },
    style: { palette: 'purple' },
  };

{
  heatmap(p)::
    local given = base.fields('heatmap', p, fields, ['signal']);
    base.of('heatmap', given, base.title(given, [given.signal], []), 3, {
      requests: [request('heatmap', given)],
      yaxis: { include_zero: true },
    } + limits.markers(given)),

  distribution(p)::
    local given = base.fields('distribution', p, fields, ['signal']);
    base.of('distribution', given, base.title(given, [given.signal], []), 3, {
      requests: [request('distribution', given)],
      xaxis: { include_zero: true },
      yaxis: { include_zero: true },
    }),
}
