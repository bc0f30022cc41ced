// SLOs. A declaration says the target (`slos` in service.libsonnet), a file under slos/ says the SLI.
local check = import 'lib/check.libsonnet';
local decimal = import 'lib/decimal.libsonnet';

local windows = { '7d': 7, '30d': 30, '90d': 90 };

local target_fields = {
  target_percent: 'the target, above 0 and below 100',
  window: "the time window: '7d', '30d' or '90d'",
  percentile: 'the percentile a latency SLO watches',
  under_s: 'the latency in seconds that the percentile must stay under',
};

function(ctx) {
  local target = check.fields("SLO '" + ctx.service.name + '/' + ctx.name + "'", ctx.target, target_fields, ['target_percent', 'window'], ctx.service.file),
  local days = check.lookup('slo/unknown-window', 'SLO window', target.window, windows, ctx.service.file),
  local percent =
    if std.isNumber(target.target_percent) && target.target_percent > 0 && target.target_percent < 100 then target.target_percent
    else check.fail('slo/target', "SLO '" + ctx.service.name + '/' + ctx.name + "': target_percent must lie above 0 and below 100, not " + std.toString(target.target_percent), 'target_percent', ctx.service.file),
  // Half of the error budget left: the budget is worth a look before it is gone.
  local warning = std.round((percent + (100 - percent) / 2) * 1000000) / 1000000,

  local build(p, how) = {
    promise: p.promise,
    target_percent: percent,
    window: target.window,
    indicator: how.indicator,
    // What the target allows: the budget as minutes of the window during which nothing works.
    budget_minutes: std.round(days * 24 * 60 * (100 - percent) / 100 * 10) / 10,
    metrics: how.metrics,
    payload: {
      name: ctx.service.title + ': ' + p.promise + ' (' + ctx.env + ')',
      description: p.promise + ': ' + decimal.text(percent) + ' % over ' + target.window + '. ' + how.indicator + '.',
      tags: ctx.tags + ['slo:' + ctx.name],
      target_threshold: percent,
      warning_threshold: warning,
      timeframe: target.window,
      thresholds: [{ timeframe: target.window, target: percent, warning: warning }],
    } + how.payload,
  },

  // Good events of all events, from a ratio signal.
  events(p)::
    local given = check.fields("SLO '" + ctx.service.name + '/' + ctx.name + "'", p, { promise: 'what is promised, as a clause', signal: 'a ratio signal' }, ['promise', 'signal']);
    if given.signal.slo == null then
      check.fail('slo/not-a-ratio', "SLO '" + ctx.service.name + '/' + ctx.name + "': a " + given.signal.kind + ' signal counts no good and bad events', 'signal', help='use ctx.slo.time_slice, or a ratio signal')
    else
      build(given, {
        indicator: 'Events of all events that are not among these: ' + given.signal.title,
        metrics: given.signal.metrics,
        payload: { type: 'metric', query: { numerator: given.signal.slo.good, denominator: given.signal.slo.total } },
      }),

  // Five-minute slices in which the percentile stays under `under_s`, from a percentile signal.
  time_slice(p)::
    local given = check.fields("SLO '" + ctx.service.name + '/' + ctx.name + "'", p, { promise: 'what is promised, as a clause', signal: 'a percentile signal' }, ['promise', 'signal']);
    local under = check.fields("SLO '" + ctx.service.name + '/' + ctx.name + "'", target, target_fields, ['under_s', 'percentile'], ctx.service.file).under_s;
    build(given, {
      indicator: 'Five-minute slices with p' + target.percentile + ' under ' + decimal.text(under) + ' s: ' + given.signal.title,
      metrics: given.signal.metrics,
      payload: {
        type: 'time_slice',
        sli_specification: {
          time_slice: {
            comparator: '<',
            threshold: under,
            query_interval_seconds: 300,
            query: {
              formulas: [{ formula: 'latency' }],
              queries: [{ data_source: 'metrics', name: 'latency', query: given.signal.expression([]) }],
            },
          },
        },
      },
    }),
}
