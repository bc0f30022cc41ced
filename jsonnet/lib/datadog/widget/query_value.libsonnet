// One number, coloured by its limits, with its course behind it.
local base = import 'lib/datadog/widget/base.libsonnet';
local limits = import 'lib/datadog/widget/limits.libsonnet';
local query = import 'lib/datadog/widget/query.libsonnet';

local shape = base.shape({
  signal: 'the signal that is shown',
  percentile: 'which percentile of a distribution; that of the signal unless said',
  left: 'true for what is left to 100 %: availability from an error rate',
  over: "how the time frame is put together: 'avg', 'min', 'max', 'sum' or 'last'",
  limits: limits.meaning,
}, { percentile: null, left: false, over: null, limits: null });

function(p)
  local given = base.complete('query_value', p, shape);
  local signal = given.signal;
  local percentile = if signal.kind != 'percentile' then null else if given.percentile == null then signal.percentile else given.percentile;
  base.of(given, 2, {
    type: 'query_value',
    title: base.title(given, signal, []) + (if percentile == null then '' else ' (p' + percentile + ')'),
    [if given.hint != null then 'description']: given.hint,
    autoscale: true,
    precision: 2,
    timeseries_background: { type: 'area' },
    requests: [{
      response_format: 'scalar',
      queries: query.scalars(signal, [], [percentile], given.over),
      formulas: query.formulas(signal, [percentile], given.left),
      [if given.limits != null then 'conditional_formats']: limits.formats(given),
    }],
  })
