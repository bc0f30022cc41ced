// What must hold in the policy so that Terraform can make the account of it. Evaluates to a list of checks that passed.
local policy = import 'lib/assemble/policy.libsonnet';
local check = import 'lib/check.libsonnet';
local decimal = import 'lib/decimal.libsonnet';

// The retentions that Datadog offers for an index, in days.
local retentions = [3, 7, 15, 30, 45, 60, 90, 180, 360];
local offered = 'use one of ' + std.join(', ', std.map(std.toString, retentions));
// Six years, with two leap days.
local six_years_days = 2192;

local hipaa(field, problem, help) =
  if problem == null then null
  else check.fail('policy/hipaa', field + ' of hipaa ' + problem, [field], 'policy/hipaa.libsonnet', help);
local archive = policy.hipaa.archive_retention_days;
local index = policy.hipaa.index_retention_days_min;

local maintenance(field, problem, help) =
  if problem == null then null
  else check.fail('policy/maintenance', field + ' of maintenance ' + problem, [field], 'policy/maintenance.libsonnet', help);
local longest = policy.maintenance.longest_hours;
local by_hand = policy.maintenance.longest_by_hand_hours;
local ahead = policy.maintenance.longest_ahead_days;
local not_whole(number, unit) = if number >= 1 && number % 1 == 0 then null else 'is ' + decimal.text(number) + ', not a whole number of ' + unit;

local environment(e) =
  local days = policy.environments[e].log_retention_days;
  if std.member(retentions, days) then null
  else check.fail(
    'policy/retention',
    "environment '" + e + "' keeps logs for " + decimal.text(days) + ' days, which Datadog does not offer',
    [e, 'log_retention_days'],
    'policy/environments.libsonnet',
    offered
  );

[
  hipaa(
    'archive_retention_days',
    if archive < six_years_days then 'is ' + decimal.text(archive) + ' days, less than six years'
    else if archive % 1 != 0 then 'is ' + decimal.text(archive) + ', not a whole number of days'
    else null,
    'keep archives for ' + six_years_days + ' days or more: 45 CFR 164.316(b)(2)(i)'
  ),
  hipaa(
    'index_retention_days_min',
    if std.member(retentions, index) then null else 'is ' + decimal.text(index) + ' days, which Datadog does not offer',
    offered
  ),
  maintenance('longest_hours', not_whole(longest, 'hours'), 'write 1 or more'),
  maintenance('longest_ahead_days', not_whole(ahead, 'days'), 'write 1 or more'),
  maintenance('longest_by_hand_hours', not_whole(by_hand, 'hours'), 'write 1 or more'),
  maintenance(
    'longest_by_hand_hours',
    if by_hand <= longest then null else 'is ' + decimal.text(by_hand) + ' hours, longer than longest_hours (' + decimal.text(longest) + ')',
    'what nobody reviews must not last longer than what is reviewed'
  ),
] + [environment(e) for e in std.objectFields(policy.environments)]
