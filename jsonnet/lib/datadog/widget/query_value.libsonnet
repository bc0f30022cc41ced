// One number, coloured by its limits, with its course behind it.
local base = import 'lib/datadog/widget/base.libsonnet';
local limits = import 'lib/datadog/widget/limits.libsonnet';
local query = import 'lib/datadog/widget/query.libsonnet';

local fields = base.allowed({
  signal: 'the signal that is shown',
  percentile: 'which percentile of a distribution; that of the signal unless said',
  left: 'true for what is left to 100 %: availability from an error rate',
  over: "how the time frame is put together: 'avg', 'min', 'max', 'sum' or 'last'",
  limits: limits.meaning,
});

function(p)
  local given = base.fields('query_value', p, fields, ['signal']);
  local signal = given.signal;
  local options = {
    scalar: true,
    [if signal.kind == 'percentile' then 'percentiles']: [if 'percentile' in given then given.percentile else signal.percentile],
    [if 'left' in given then 'left']: given.left,
    [if 'over' in given then 'over']: given.over,
  };
  local title = base.title(given, [signal], []) + (if signal.kind == 'percentile' then ' (p' + options.percentiles[0] + ')' else '');
  base.of('query_value', given, title, 2, {
    autoscale: true,
    precision: 2,
    timeseries_background: { type: 'area' },
    requests: [query.of(signal, query.with(options)) { response_format: 'scalar' } + limits.formats(given)],
  })
