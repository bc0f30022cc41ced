// Lists that are found by their tags: no widget needs an id. Monitors and SLOs carry env and service, telemetry carries version too.
local base = import 'lib/datadog/widget/base.libsonnet';
local platform = import 'policy/platform.libsonnet';

local narrowing = base.shape({ service: 'one service alone', team: 'one team alone' }, { service: null, team: null });
local log_shape = base.shape({ signal: 'a log signal' });
local event_shape = base.shape({ search: 'a search of events' });

local column(field, width='auto') = { field: field, width: width };
local log_columns = [column('status_line'), column('timestamp'), column('service'), column('content', 'compact')];
local event_columns = [column('timestamp'), column('title', 'full'), column('tags')];

local titled(type, given, title, definition) = {
  type: type,
  title: if given.title == null then title else given.title,
  [if given.hint != null then 'description']: given.hint,
} + definition;

local list(given, title, source, search, columns) =
  base.of(given, 4, titled('list_stream', given, title, {
    requests: [{
      response_format: 'event_list',
      query: { data_source: source, query_string: search, indexes: [], sort: { column: 'timestamp', order: 'desc' } },
      columns: columns,
    }],
  }));

// The search of what is narrowed to a service or a team, each part after `before`.
local narrowed(given, before) = std.join('', [before + k + ':' + given[k] for k in ['service', 'team'] if given[k] != null]);

{
  // The SLOs with their error budgets.
  slos(p)::
    local given = base.complete('slos', p, narrowing);
    base.of(given, 5, titled('slo_list', given, 'SLOs and error budgets', {
      requests: [{
        request_type: 'slo_list',
        query: { query_string: '$env AND $service' + narrowed(given, ' AND '), limit: 100, sort: [{ column: 'status.sli', order: 'asc' }] },
      }],
    })),

  // The states of the monitors, the worst first.
  monitors(p)::
    local given = base.complete('monitors', p, narrowing);
    base.of(given, 5, titled('manage_status', given, 'Monitors', {
      query: 'tag:managed-by:' + platform.managed_by + ' tag:$env tag:$service' + narrowed(given, ' tag:'),
      summary_type: 'combined',
      display_format: 'countsAndList',
      color_preference: 'background',
      hide_zero_counts: true,
      show_priority: true,
      show_last_triggered: false,
      sort: 'status,asc',
    })),

  // Log lines of a log signal, newest first.
  logs(p)::
    local given = base.complete('logs', p, log_shape);
    list(given, given.signal.title, 'logs_stream', given.signal.search, log_columns),

  // Events, newest first.
  events(p)::
    local given = base.complete('events', p, event_shape);
    list(given, 'Events', 'event_stream', given.search, event_columns),
}
