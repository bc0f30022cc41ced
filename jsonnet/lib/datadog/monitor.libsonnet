// Monitors. A file under monitors/ says the symptom, the harm and the numbers; tags, routes, links and wording come from the policy.
//
//     function(ctx) ctx.monitor.threshold({
//       symptom: 'transcription jobs are failing',
//       harm: 'clinicians wait for notes or lose dictations',
//       signal: ctx.signals.worker.failures,
//       window: '10m', alert: 5, warn: 2.5, severity: 'P1', missing: 'resolve',
//     })
local check = import 'lib/check.libsonnet';
local message = import 'lib/datadog/message.libsonnet';
local tags = import 'lib/datadog/tags.libsonnet';
local thresholds = import 'lib/datadog/thresholds.libsonnet';
local units = import 'lib/datadog/units.libsonnet';

// What Datadog does with a group that stops reporting, by the word a monitor says. Every monitor must choose.
local missing_data = {
  resolve: 'resolve',  // silence means health: an error counter that stopped
  last: 'default',  // keep the last status; a count query evaluates as zero
  show: 'show_no_data',  // show NO DATA, tell the channel's conditionals, page nobody
  notify: 'show_and_notify_no_data',  // silence is the failure: page
};

local common = {
  symptom: 'what is wrong, as a clause: "transcription jobs are failing"',
  harm: 'who is hurt and how',
  severity: 'P1, P2 or P3',
  window: "the evaluation window, for example '10m', '1h' or '1d'",
  by: 'the tags that make an alert of their own; those of the signal unless said',
  comparison: "'above' (the default), 'at_least', 'below' or 'at_most'",
  alert: 'the alert threshold, in the unit of the signal',
  warn: 'the warning threshold; null for none',
  recover: 'the recovery threshold of the alert; a fifth towards health unless said',
  warn_recover: 'the recovery threshold of the warning; a fifth towards health unless said',
  missing: "what silence means: 'resolve', 'last', 'show' or 'notify'",
  full_window: 'evaluate only full windows; false unless said, which sparse series need',
  evaluation_delay_s: 'seconds to wait for late data, for metrics of a cloud provider',
};
local needed = ['symptom', 'harm', 'severity', 'window', 'alert', 'missing'];

local comparisons = {
  above: { operator: '>', above: true, sign: 'above' },
  at_least: { operator: '>=', above: true, sign: 'at or above' },
  below: { operator: '<', above: false, sign: 'below' },
  at_most: { operator: '<=', above: false, sign: 'at or below' },
};

function(ctx) {
  local tuned(name) = if std.objectHas(ctx.service.tune, name) then ctx.service.tune[name] else {},

  // The monitor `m` as declared, completed by `how` (type, query and what the kind adds).
  local build(given, how) =
    local path = ctx.service.name + '/' + ctx.name;
    local severity = check.lookup('monitor/unknown-severity', 'severity', given.severity, ctx.policy.severities);
    local m = {
      path: path,
      symptom: given.symptom,
      harm: given.harm,
      severity: given.severity,
      by: how.by,
      missing: given.missing,
      warn: how.warn,
      sign: how.sign,
      unit_text: how.unit_text,
      reading: how.reading,
      handles: message.handles(ctx, given.severity),
    };
    {
      severity: given.severity,
      symptom: given.symptom,
      harm: given.harm,
      window: how.window_text,
      unit: how.unit,
      missing: given.missing,
      notifies: m.handles,
      metrics: how.metrics,
      payload: {
        name: '[' + given.severity + '] [' + ctx.env + '] ' + ctx.service.title + ': ' + given.symptom,
        type: how.type,
        query: how.query,
        message: message.text(ctx, m),
        tags: tags.of(ctx, { severity: std.asciiLower(given.severity), runbook: path }),
        priority: severity.priority,
        options: {
          thresholds: how.thresholds,
          include_tags: false,  // the name says it; with group tags appended no two alerts would share a title
          notify_audit: false,
          renotify_interval: severity.renotify_min,
          [if severity.renotify_min > 0 then 'renotify_statuses']: ['alert'] + (if given.missing == 'notify' then ['no data'] else []),
          [if severity.renotify_min > 0 then 'escalation_message']: 'Still: ' + given.symptom + '.',
        } + how.options,
      },
    },

  // The parameters of one monitor: the file's, then what the service tunes, then the defaults, all checked.
  local complete(kind, p, more, required) =
    local path = ctx.service.name + '/' + ctx.name;
    local allowed = common + more;
    local declared = check.fields("monitor '" + path + "'", p, allowed, required);
    local tune = check.fields("tune of monitor '" + path + "'", tuned(ctx.name), allowed, file=ctx.service.file);
    { comparison: 'above', warn: null, recover: null, warn_recover: null, full_window: false } + declared + tune,

  local metric_options(given) = {
    on_missing_data: check.lookup('monitor/unknown-missing', 'choice for missing data', given.missing, missing_data),
    require_full_window: given.full_window,
    new_group_delay: 300,
    [if std.objectHas(given, 'evaluation_delay_s') then 'evaluation_delay']: given.evaluation_delay_s,
  },

  // A metric monitor from a signal; `wrap` makes the text before the signal's expression.
  local metric(given, wrap, unit) =
    local signal = given.signal;
    local by = if std.objectHas(given, 'by') then given.by else signal.by;
    local c = check.lookup('monitor/unknown-comparison', 'comparison', given.comparison, comparisons);
    local limits = thresholds.of({ name: ctx.service.name + '/' + ctx.name, above: c.above, alert: given.alert, warn: given.warn, recover: given.recover, warn_recover: given.warn_recover });
    build(given, {
      type: 'query alert',
      query: wrap + signal.expression(by) + ' ' + c.operator + ' ' + limits.critical,
      by: by,
      warn: given.warn,
      sign: c.sign,
      unit: unit,
      unit_text: units.text(unit),
      reading: '{{value}}' + units.text(unit) + ' over ' + given.window,
      window_text: given.window,
      metrics: signal.metrics,
      thresholds: limits,
      options: metric_options(given),
    }),

  // The value of a signal over the window against a threshold.
  threshold(p)::
    local given = complete('threshold', p, { signal: 'the signal that is watched' }, ['signal'] + needed);
    metric(given, given.signal.time + '(last_' + given.window + '):', given.signal.unit),

  // By how much a signal has changed over the window, in its own unit.
  growth(p)::
    local given = complete('growth', p, { signal: 'the signal that is watched' }, ['signal'] + needed);
    metric(given, 'change(avg(last_5m),last_' + given.window + '):', given.signal.unit),

  // The share of bad events in percent, without a signal of its own.
  ratio(p)::
    local more = { bad: 'the counter of bad events', of: 'the counter of all events', alert_percent: 'the alert threshold', warn_percent: 'the warning threshold' };
    local own = { signal: ctx.signal.ratio({ title: p.symptom, bad: p.bad, of: p.of }), alert: p.alert_percent, [if std.objectHas(p, 'warn_percent') then 'warn']: p.warn_percent };
    local declared = check.fields("monitor '" + ctx.service.name + '/' + ctx.name + "'", p, common + more, ['bad', 'of', 'alert_percent']);
    self.threshold({ [k]: declared[k] for k in std.objectFields(declared) if !std.objectHas(more, k) } + own),

  // A service check that fails `alert` times in a row.
  check(p)::
    local given = complete('check', p + { window: p.alert + ' checks' }, { signal: 'the signal that is watched' }, ['signal', 'symptom', 'harm', 'severity', 'alert', 'missing']);
    local signal = given.signal;
    local by = if std.objectHas(given, 'by') then given.by else signal.by;
    local notify = given.missing == 'notify';
    build(given, {
      type: 'service check',
      query: signal.expression([]) + '.over(' + std.join(',', ['"' + t + '"' for t in signal.tags]) + ').by(' + std.join(',', ['"' + k + '"' for k in by]) + ').last(' + (given.alert + 1) + ').count_by_status()',
      by: by,
      warn: null,
      sign: 'at',
      unit: 'check',
      unit_text: ' failed checks in a row',
      reading: '{{check_message}}',
      window_text: given.window,
      metrics: [],
      thresholds: { critical: given.alert, ok: 1, warning: given.alert },
      options: {
        notify_no_data: notify,
        [if notify then 'no_data_timeframe']: 10,
        new_group_delay: 300,
      },
    }),

  // How many log lines match over the window.
  logs(p)::
    local given = complete('logs', p, { signal: 'the signal that is watched' }, ['signal'] + needed);
    local signal = given.signal;
    local by = if std.objectHas(given, 'by') then given.by else signal.by;
    local c = check.lookup('monitor/unknown-comparison', 'comparison', given.comparison, comparisons);
    local limits = thresholds.of({ name: ctx.service.name + '/' + ctx.name, above: c.above, alert: given.alert, warn: given.warn, recover: given.recover, warn_recover: given.warn_recover });
    build(given, {
      type: 'log alert',
      // A phrase in the search stands in quotes within the quotes of the query.
      query: 'logs("' + std.strReplace(signal.search, '"', '\\"') + '").index("*").rollup("count")'
             + (if std.length(by) == 0 then '' else '.by("' + std.join(',', by) + '")')
             + '.last("' + given.window + '") ' + c.operator + ' ' + limits.critical,
      by: by,
      warn: given.warn,
      sign: c.sign,
      unit: 'line',
      unit_text: ' lines',
      reading: '{{value}} lines over ' + given.window,
      window_text: given.window,
      metrics: [],
      thresholds: limits,
      options: {
        on_missing_data: check.lookup('monitor/unknown-missing', 'choice for missing data', given.missing, missing_data),
        groupby_simple_monitor: false,
        enable_logs_sample: false,  // a sample would carry log text, and with it perhaps patient data, into chat
        new_group_delay: 300,
      },
    }),
}
