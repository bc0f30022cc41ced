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
local decimal = import 'lib/decimal.libsonnet';
local message = import 'lib/datadog/message.libsonnet';
local fields = import 'lib/datadog/monitor_fields.libsonnet';
local query = import 'lib/datadog/monitor_query.libsonnet';
local thresholds = import 'lib/datadog/thresholds.libsonnet';

// The parameters of a monitor: the file's, then what the service tunes, then the defaults, all checked.
local complete(ctx, p, kind) =
  local what = "monitor '" + ctx.service.name + '/' + ctx.name + "'";
  local declared = check.fields(what, p, kind.allowed, kind.required);
  if (ctx.name in ctx.service.tune)
  then fields.defaults + declared + check.fields('tune of ' + what, ctx.service.tune[ctx.name], kind.allowed, file=ctx.service.file)
  else fields.defaults + declared;

local known(rule, what, name, table) = if name in table then table[name] else check.lookup(rule, what, name, table);

// The object of a monitor `given`, completed by `how`: what its kind adds.
local build(ctx, given, how) =
  local severity = known('monitor/unknown-severity', 'severity', given.severity, ctx.policy.severities);
  local missing = known('monitor/unknown-missing', 'choice for missing data', given.missing, fields.missing_data);
  {
    severity: given.severity,
    symptom: given.symptom,
    harm: given.harm,
    window: given.window,
    unit: given.signal.unit,
    missing: given.missing,
    notifies: ctx.handles[given.severity],
    metrics: given.signal.metrics,
    payload: {
      name: '[' + given.severity + '] [' + ctx.env + '] ' + ctx.service.title + ': ' + given.symptom,
      type: how.type,
      query: how.query,
      message: message.text(ctx, given, how),
      tags: ctx.tags + ['severity:' + fields.severity_tags[given.severity], 'runbook:' + ctx.service.name + '/' + ctx.name],
      priority: severity.priority,
      options: {
        thresholds: how.thresholds,
        include_tags: false,  // the name says it; with group tags appended no two alerts would share a title
        notify_audit: false,
        new_group_delay: 300,
        renotify_interval: severity.renotify_min,
        [if severity.renotify_min > 0 then 'renotify_statuses']: if given.missing == 'notify' then ['alert', 'no data'] else ['alert'],
        [if severity.renotify_min > 0 then 'escalation_message']: 'Still: ' + given.symptom + '.',
      } + how.options(missing),
    },
  };

local grouping(given) = if 'by' in given then given.by else given.signal.by;

// What a monitor that compares a value with thresholds adds.
local compared(ctx, given) =
  local c = known('monitor/unknown-comparison', 'comparison', given.comparison, fields.comparisons);
  {
    by: grouping(given),
    operator: c.operator,
    sign: c.sign,
    thresholds: thresholds.of(ctx.service.name + '/' + ctx.name, c.above, given),
  };

// A metric monitor; `wrap` is the text before the signal's expression.
local metric(ctx, given, wrap) =
  local c = compared(ctx, given);
  build(ctx, given, c {
    type: 'query alert',
    query: wrap + given.signal.expression(c.by) + ' ' + c.operator + ' ' + decimal(c.thresholds.critical),
    options(missing):: {
      on_missing_data: missing,
      require_full_window: given.full_window,
      [if 'evaluation_delay_s' in given then 'evaluation_delay']: given.evaluation_delay_s,
    },
  });

local threshold(ctx, given) = metric(ctx, given, given.signal.time + '(last_' + given.window + '):');

function(ctx) {
  // The value of a signal over the window against a threshold.
  threshold(p):: threshold(ctx, complete(ctx, p, fields.compared)),

  // By how much a signal has changed over the window, in its own unit.
  growth(p)::
    local given = complete(ctx, p, fields.compared);
    metric(ctx, given, 'change(avg(last_5m),last_' + given.window + '):'),

  // The share of bad events in percent, without a signal of its own.
  ratio(p)::
    local given = complete(ctx, p, fields.ratio);
    threshold(ctx, given {
      signal: ctx.signal.ratio({ title: given.symptom, bad: given.bad, of: given.of }),
      alert: given.alert_percent,
      warn: if 'warn_percent' in given then given.warn_percent else null,
    }),

  // A service check that fails `alert` times in a row.
  check(p)::
    local given = complete(ctx, p, fields.check) { window: p.alert + ' checks' };
    local by = grouping(given);
    build(ctx, given, {
      by: by,
      sign: 'at',
      type: 'service check',
      query: query.check(given.signal, by, given.alert),
      thresholds: { critical: given.alert, ok: 1, warning: given.alert },
      // A service check knows only this older way to say what silence means.
      options(missing):: {
        notify_no_data: given.missing == 'notify',
        [if given.missing == 'notify' then 'no_data_timeframe']: 10,
      },
    }),

  // How many log lines match over the window.
  logs(p)::
    local given = complete(ctx, p, fields.compared);
    local c = compared(ctx, given);
    build(ctx, given, c {
      type: 'log alert',
      query: query.logs(given.signal, c.by, given.window) + ' ' + c.operator + ' ' + decimal(c.thresholds.critical),
      options(missing):: {
        on_missing_data: missing,
        groupby_simple_monitor: false,
        enable_logs_sample: false,  // a sample would carry log text, and with it perhaps patient data, into chat
      },
    }),
}
