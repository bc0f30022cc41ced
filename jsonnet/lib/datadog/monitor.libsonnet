// Monitors. A file under monitors/ says the symptom, the harm and the numbers; tags, routes, links and wording come from the policy.
//
//     function(ctx) ctx.monitor.threshold({
//       symptom: 'transcription jobs are failing',
//       harm: 'clinicians wait for notes or lose dictations',
//       signal: ctx.signals.worker.failures,
//       window: '10m', alert: 5, warn: 2.5, severity: 'P1', missing: 'resolve',
//     })
//
// This runs for every monitor of the estate: tables stand outside the functions, so that they are made once.
local check = import 'lib/check.libsonnet';
local message = import 'lib/datadog/message.libsonnet';
local fields = import 'lib/datadog/monitor_fields.libsonnet';
local query = import 'lib/datadog/monitor_query.libsonnet';
local thresholds = import 'lib/datadog/thresholds.libsonnet';
local units = import 'lib/datadog/units.libsonnet';
local decimal = import 'lib/decimal.libsonnet';

// The parameters of a monitor: the file's, then what the service tunes, completed by the defaults.
local complete(ctx, p, shape) =
  local what = "monitor '" + ctx.service.name + '/' + ctx.name + "'";
  if ctx.name in ctx.service.tune
  then check.complete(what, p, shape) + check.fields('tune of ' + what, ctx.service.tune[ctx.name], shape.allowed, file=ctx.service.file)
  else check.complete(what, p, shape);

local severity_of(ctx, given) =
  if given.severity in ctx.policy.severities then ctx.policy.severities[given.severity]
  else check.lookup('monitor/unknown-severity', 'severity', given.severity, ctx.policy.severities);

local missing_of(given) =
  if given.missing in fields.missing_data then fields.missing_data[given.missing]
  else check.lookup('monitor/unknown-missing', 'choice for missing data', given.missing, fields.missing_data);

local comparison_of(given) =
  if given.comparison in fields.comparisons then fields.comparisons[given.comparison]
  else check.lookup('monitor/unknown-comparison', 'comparison', given.comparison, fields.comparisons);

// The object of a monitor. m: its parameters; how: what its kind adds (type, query, by, sign, unit, reading, window); options: of its kind.
local build(ctx, m, how, options) =
  local severity = severity_of(ctx, m);
  {
    severity: m.severity,
    symptom: m.symptom,
    harm: m.harm,
    window: how.window,
    unit: m.signal.unit,
    missing: m.missing,
    notifies: if m.severity in ctx.handles then ctx.handles[m.severity] else severity,  // the latter says what is wrong
    metrics: m.signal.metrics,
    payload: {
      name: '[' + m.severity + '] [' + ctx.env + '] ' + ctx.service.title + ': ' + m.symptom,
      type: how.type,
      query: how.query,
      message: message.text(ctx, m, how),
      tags: ctx.tags + [fields.severity_tags[m.severity], 'runbook:' + ctx.service.name + '/' + ctx.name],
      priority: severity.priority,
      options: options {
        include_tags: false,  // the name says it; with group tags appended no two alerts would share a title
        notify_audit: false,
        new_group_delay: 300,
        renotify_interval: severity.renotify_min,
        [if severity.renotify_min > 0 then 'renotify_statuses']: if m.missing == 'notify' then ['alert', 'no data'] else ['alert'],
        [if severity.renotify_min > 0 then 'escalation_message']: 'Still: ' + m.symptom + '.',
      },
    },
  };

// What a monitor that compares a value over a window adds; `expression(by)` is its query up to the comparison.
local compared(ctx, m, type, expression) =
  local c = comparison_of(m);
  local by = if m.by == null then m.signal.by else m.by;
  local limits = thresholds(ctx.service.name + '/' + ctx.name, c.above, m);
  local unit = units.text(m.signal.unit);
  {
    type: type,
    query: expression(by) + c.operator + decimal.text(limits.critical),
    by: by,
    sign: c.sign,
    unit: unit,
    reading: '{{value}}' + unit + ' over ' + m.window,
    window: m.window,
    thresholds: limits,
  };

local metric(ctx, m, wrap) =
  local how = compared(ctx, m, 'query alert', function(by) wrap + m.signal.expression(by));
  build(ctx, m, how, {
    thresholds: how.thresholds,
    on_missing_data: missing_of(m),
    require_full_window: m.full_window,
    [if m.evaluation_delay_s != null then 'evaluation_delay']: m.evaluation_delay_s,
  });

local threshold(ctx, m) = metric(ctx, m, m.signal.time + '(last_' + m.window + '):');

function(ctx) {
  // The value of a signal over the window against a threshold.
  threshold(p):: threshold(ctx, complete(ctx, p, fields.compared)),

  // By how much a signal has changed over the window, in its own unit.
  growth(p)::
    local m = complete(ctx, p, fields.compared);
    metric(ctx, m, 'change(avg(last_5m),last_' + m.window + '):'),

  // The share of bad events in percent, without a signal of its own.
  ratio(p)::
    local m = complete(ctx, p, fields.ratio);
    local signal = ctx.signal.ratio({ title: m.symptom, bad: m.bad, of: m.of });
    threshold(ctx, m { signal: signal, alert: m.alert_percent, warn: m.warn_percent }),

  // A service check that fails `alert` times in a row.
  check(p)::
    local m = complete(ctx, p, fields.check) { warn: null };
    local by = if m.by == null then m.signal.by else m.by;
    local notify = missing_of(m) == fields.missing_data.notify;
    local how = {
      type: 'service check',
      query: query.check(m.signal, by, m.alert),
      by: by,
      sign: 'at',
      unit: ' failed checks in a row',
      reading: '{{check_message}}',
      window: m.alert + ' checks',
    };
    build(ctx, m, how, {
      thresholds: { critical: m.alert, ok: 1, warning: m.alert },
      // A service check knows only this older way to say what silence means.
      notify_no_data: notify,
      [if notify then 'no_data_timeframe']: 10,
    }),

  // How many log lines match over the window.
  logs(p)::
    local m = complete(ctx, p, fields.compared);
    local how = compared(ctx, m, 'log alert', function(by) query.logs(m.signal, by, m.window));
    build(ctx, m, how, {
      thresholds: how.thresholds,
      on_missing_data: missing_of(m),
      groupby_simple_monitor: false,
      enable_logs_sample: false,  // a sample would carry log text, and with it perhaps patient data, into chat
    }),
}
