// The whole policy, checked entry by entry, under one name. What must hold between its files: policy_rules.libsonnet, next to this file.
local costs = import 'lib/assemble/costs.libsonnet';
local check = import 'lib/check.libsonnet';
local environment = import 'lib/environment.libsonnet';

// The entries of policy/<name>.libsonnet: every field of `fields` is required, those of `optional` are not, and each has its type of `types`.
local checked(name, what, entries, fields, types, optional={}) = {
  [entry]: check.fields(what + " '" + entry + "'", entries[entry], fields + optional, std.objectFields(fields), 'policy/' + name + '.libsonnet', [entry], types)
  for entry in std.objectFields(entries)
};
local strings(fields) = { [f]: 'string' for f in std.objectFields(fields) };

local organisation_fields = {
  site: 'the Datadog site',
  app: 'the address of its web application',
  owner: 'the environment that applies its dashboards',
  slack_account: "the Slack workspace, as Datadog's Slack integration names it",
  programs: 'the addresses of the accounts of programs that apply what was reviewed',
  break_glass: 'the address of the account that can sign in without the identity provider',
};
local hipaa = import 'policy/hipaa.libsonnet';
local hipaa_fields = {
  archive_retention_days: 'how long log archives are kept',
  index_retention_days_min: 'how long audit logs can be searched at least',
};
local maintenance = import 'policy/maintenance.libsonnet';
local maintenance_fields = {
  longest_hours: 'how long a maintenance window may last',
  longest_by_hand_hours: 'how long a person may mute in Datadog without a review',
  longest_ahead_days: 'how far ahead a window may begin',
  never_muted: 'the monitors that no window may mute, each with the reason',
};
local phi_in_files = import 'policy/phi_in_files.libsonnet';
local phi_file = 'policy/phi_in_files.libsonnet';
local harmless_fields = { pattern: 'a pattern of what is no identifier', because: 'why it is none' };
local synthetic_fields = { folder: 'where the values may be', values: 'identifiers that are made up', because: 'why they are needed' };
local listed(name, fields, types) = [
  check.fields('an entry of ' + name, phi_in_files[name][i], fields, std.objectFields(fields), phi_file, [name, i], types)
  for i in std.range(0, std.length(phi_in_files[name]) - 1)
];
local webhook_fields = { meaning: 'what receives the notification, and why' };
// The fields of a team that a route may name.
local handles = {
  slack: 'the Slack handle, {env} is the environment',
  pagerduty: 'the PagerDuty service that pages the person on call',
  pagerduty_low: 'the PagerDuty service with low urgency',
};
local team_fields = { title: 'the name in full', charter: 'what the team owns' } + handles;
local severity_fields = { priority: "Datadog's priority", meaning: 'what it means', response: 'how soon someone acts', renotify_min: 'minutes until it is sent again', fan_out_max: 'how many notifications one failure may send to a recipient' };
local tag_fields = { on: "what carries it: 'telemetry', 'object'", cardinality: 'how many values', meaning: 'what it means' };
local attribute_fields = { on: "what carries it: 'log', 'span', 'baggage'", form: 'what a value must be', meaning: 'what it means' };
local span_fields = { attributes: 'the attributes that only this span carries', meaning: 'what the step does' };
local slo_alert_fields = { severity: 'the severity', exists: 'whether an environment has it' };
// Of a burn rate, and of an error budget.
local slo_alert_numbers = {
  burn_rate: 'the threshold, by the window of the SLO',
  long_window: 'the window that shows that it matters',
  short_window: 'the window that shows that it lasts',
  alert_percent: 'the share of the error budget that is spent',
  warn_percent: 'the share at which it warns',
};
local messages = import 'policy/messages.libsonnet';
local platform = import 'policy/platform.libsonnet';
local severities = import 'policy/severities.libsonnet';

{
  handles:: handles,

  platform: check.fields(
    'platform',
    platform,
    { [f]: '' for f in std.objectFields(platform) },
    file='policy/platform.libsonnet',
    types={ [f]: if std.member(['charts', 'images'], f) then 'object' else 'string' for f in std.objectFields(platform) },
  ),
  environments: environment.all,
  organisations: checked('organisations', 'organisation', import 'policy/organisations.libsonnet', organisation_fields, strings(organisation_fields) { programs: 'strings', break_glass: 'string' }),
  // A handle that is no text is reported with the other mistakes of handles: notification_rules.libsonnet.
  teams: checked('teams', 'team', import 'policy/teams.libsonnet', team_fields, { title: 'string', charter: 'string' }),
  severities: checked('severities', 'severity', severities, severity_fields, { priority: 'whole', meaning: 'string', response: 'string', renotify_min: 'whole', fan_out_max: 'whole' }),
  routes: checked(
    'routes',
    'route',
    import 'policy/routes.libsonnet',
    { [s]: 'the fields of a team that are notified' for s in std.objectFields(severities) },
    { [s]: 'strings' for s in std.objectFields(severities) },
  ),
  tags: checked('tags', 'tag', import 'policy/tags.libsonnet', tag_fields, { on: 'strings', cardinality: 'whole', meaning: 'string', per_service: 'whole', implies: 'strings', title: 'string', values: 'strings' }, { per_service: 'how many values one service has', implies: 'the tags whose value follows', title: 'what alerts call it', values: 'the closed set of values' }),
  attributes: checked('attributes', 'attribute', import 'policy/attributes.libsonnet', attribute_fields, { on: 'strings', form: 'string', meaning: 'string' }),
  spans: checked('spans', 'span', import 'policy/spans.libsonnet', span_fields, { attributes: 'strings', meaning: 'string' }),
  // What the libraries alone read.
  slo_alerts:: checked(
    'slo_alerts',
    'SLO alert',
    import 'policy/slo_alerts.libsonnet',
    slo_alert_fields,
    { severity: 'string', exists: 'object', burn_rate: 'object', long_window: 'string', short_window: 'string', alert_percent: 'number', warn_percent: 'number' },
    slo_alert_numbers
  ),
  phi: import 'policy/phi.libsonnet',
  phi_in_files:
    local fields = { left_out: 'patterns that are not searched for', harmless: 'what is no identifier', synthetic: 'identifiers that are made up' };
    local types = { left_out: 'object', harmless: 'array', synthetic: 'array' };
    check.fields('phi_in_files', phi_in_files, fields, std.objectFields(fields), phi_file, types=types) + {
      left_out: { [p]: check.type("the reason of '" + p + "'", phi_in_files.left_out[p], 'string', ['left_out', p], phi_file) for p in std.objectFields(phi_in_files.left_out) },
      harmless: listed('harmless', harmless_fields, strings(harmless_fields)),
      synthetic: listed('synthetic', synthetic_fields, strings(synthetic_fields) { values: 'strings' }),
    },
  costs: costs,
  hipaa: check.fields('hipaa', hipaa, hipaa_fields, std.objectFields(hipaa_fields), 'policy/hipaa.libsonnet', types={ [f]: 'number' for f in std.objectFields(hipaa_fields) }),
  maintenance:
    local file = 'policy/maintenance.libsonnet';
    check.fields('maintenance', maintenance, maintenance_fields, std.objectFields(maintenance_fields), file, types={ [f]: 'number' for f in std.objectFields(maintenance_fields) } { never_muted: 'object' }) + {
      never_muted: { [m]: check.type("the reason of '" + m + "'", maintenance.never_muted[m], 'string', ['never_muted', m], file) for m in std.objectFields(maintenance.never_muted) },
    },
  webhooks: checked('webhooks', 'webhook', import 'policy/webhooks.libsonnet', webhook_fields, strings(webhook_fields)),
  // Its texts and placeholders are checked by xtask/crates/constructors/src/monitor/template.rs.
  messages: {
    [m]: check.type(m + ' of messages', messages[m], if std.isArray(messages[m]) then 'strings' else 'string', [m], 'policy/messages.libsonnet')
    for m in std.objectFields(messages)
  },
}
