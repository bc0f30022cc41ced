// policy/costs.libsonnet, checked, with a volume of logs for every environment.
local log_volume = import 'lib/assemble/log_volume.libsonnet';
local check = import 'lib/check.libsonnet';

local file = 'policy/costs.libsonnet';
local fields = {
  currency: 'of every price',
  as_of: 'the day of the last comparison with the contract, as YYYY-MM-DD',
  source: 'where the prices come from',
  custom_metric_month: 'the price of a custom metric for a month',
  ingested_gb: 'the price of a gigabyte of ingested logs',
  indexed_million: 'the price of a million indexed log events, by the days they are kept',
  logs: 'the expected volume',
};
local types = { currency: 'string', source: 'string', indexed_million: 'object', logs: 'object' };
local log_fields = { bytes_per_event: 'the mean size of an event', million_events_per_day: 'of a service that gives none, by environment' };
local amount(value, at) = log_volume.amount(at[std.length(at) - 1] + ' of costs', value, at, file);
local is_day(text) =
  local parts = if std.isString(text) then std.split(text, '-') else [];
  std.map(std.length, parts) == [4, 2, 2] && std.all([std.all([std.member('0123456789', c) for c in std.stringChars(p)]) for p in parts]);

local costs = check.fields('costs', import 'policy/costs.libsonnet', fields, std.objectFields(fields), file, types=types);
local logs = check.fields('logs of costs', costs.logs, log_fields, std.objectFields(log_fields), file, ['logs']);

costs {
  as_of:
    if is_day(costs.as_of) then costs.as_of
    else check.fail('policy/day', "as_of of costs must be a day as in '2026-11-24', not " + check.show(costs.as_of), ['as_of'], file),
  custom_metric_month: amount(costs.custom_metric_month, ['custom_metric_month']),
  ingested_gb: amount(costs.ingested_gb, ['ingested_gb']),
  indexed_million: {
    [days]: log_volume.amount("indexed_million '" + days + "' of costs", costs.indexed_million[days], ['indexed_million', days], file)
    for days in std.objectFields(costs.indexed_million)
  },
  logs: logs {
    bytes_per_event: amount(logs.bytes_per_event, ['logs', 'bytes_per_event']),
    million_events_per_day: log_volume.checked('logs of costs', logs.million_events_per_day, file, ['logs', 'million_events_per_day']),
  },
}
