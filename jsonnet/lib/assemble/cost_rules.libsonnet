// What must hold in policy/costs.libsonnet. Evaluates to a list of checks that passed.
local log_volume = import 'lib/assemble/log_volume.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';
local check = import 'lib/check.libsonnet';

local file = 'policy/costs.libsonnet';
local fields = {
  currency: 'of every price',
  as_of: 'the day on which the prices were last looked at, as YYYY-MM-DD',
  source: 'where the prices come from',
  custom_metric_month: 'the price of a custom metric for a month',
  ingested_gb: 'the price of a gigabyte of ingested logs',
  indexed_million: 'the price of a million indexed log events, by the days they are kept',
  logs: 'the expected volume',
};
local log_fields = { bytes_per_event: 'the mean size of an event', million_events_per_day: 'of a service that states none, by environment' };
local amount(what, value, at) = log_volume.amount(what, value, at, file);
local is_day(text) =
  local parts = if std.isString(text) then std.split(text, '-') else [];
  std.map(std.length, parts) == [4, 2, 2] && std.all([std.all([std.member('0123456789', c) for c in std.stringChars(p)]) for p in parts]);

local costs = check.fields('costs', policy.costs, fields, std.objectFields(fields), file);
local logs = check.fields('logs of costs', costs.logs, log_fields, std.objectFields(log_fields), file);

[
  if is_day(costs.as_of) then null
  else check.fail('policy/day', "as_of of costs must be a day as in '2026-11-24', not '" + std.toString(costs.as_of) + "'", 'as_of', file),
  amount('custom_metric_month of costs', costs.custom_metric_month, 'custom_metric_month'),
  amount('ingested_gb of costs', costs.ingested_gb, 'ingested_gb'),
  amount('bytes_per_event of costs', logs.bytes_per_event, 'bytes_per_event'),
]
+ [amount("indexed_million '" + days + "' of costs", costs.indexed_million[days], days) for days in std.objectFields(costs.indexed_million)]
+ [
  local days = std.toString(policy.environments[env].log_retention_days);
  if days in costs.indexed_million then null
  else check.fail('policy/no-price', "environment '" + env + "' keeps logs for " + days + ' days, which have no price in indexed_million of costs', 'indexed_million', file, "add '" + days + "': the price of a million events kept so long")
  for env in std.objectFields(policy.environments)
]
+ std.objectValues(log_volume.checked('logs of costs', logs.million_events_per_day, file))
