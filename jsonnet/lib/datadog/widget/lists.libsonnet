// Lists that are found by their tags: no widget needs an id. Monitors and SLOs carry env and service, telemetry carries version too.
local base = import 'lib/datadog/widget/base.libsonnet';
local platform = import 'policy/platform.libsonnet';

local column(field, width='auto') = { field: field, width: width };

local list(given, title, source, search, columns) =
  base.of('list_stream', given, title, 4, {
    requests: [{
      response_format: 'event_list',
      query: { data_source: source, query_string: search, indexes: [], sort: { column: 'timestamp', order: 'desc' } },
      columns: columns,
    }],
  });

local narrowing = base.allowed({ service: 'one service alone', team: 'one team alone' });
local log_fields = base.allowed({ signal: 'a log signal' });
local event_fields = base.allowed({ search: 'a search of events' });
local titled(given, otherwise) = if 'title' in given then given.title else otherwise;

{
  // The SLOs with their error budgets.
  slos(p)::
    local given = base.fields('slos', p, narrowing);
    base.of('slo_list', given, titled(given, 'SLOs and error budgets'), 5, {
      requests: [{
        request_type: 'slo_list',
        query: {
          query_string: '$env AND $service' + std.join('', [' AND ' + k + ':' + given[k] for k in ['service', 'team'] if (k in given)]),
          limit: 100,
          sort: [{ column: 'status.sli', order: 'asc' }],
        },
      }],
    }),

  // The states of the monitors, the worst first.
  monitors(p)::
    local given = base.fields('monitors', p, narrowing);
    base.of('manage_status', given, titled(given, 'Monitors'), 5, {
      query: 'tag:managed-by:' + platform.managed_by + ' tag:$env tag:$service' + std.join('', [' tag:' + k + ':' + given[k] for k in ['service', 'team'] if (k in given)]),
      summary_type: 'combined',
      display_format: 'countsAndList',
      color_preference: 'background',
      hide_zero_counts: true,
      show_priority: true,
      show_last_triggered: false,
      sort: 'status,asc',
    }),

  // Log lines of a log signal, newest first.
  logs(p)::
    local given = base.fields('logs', p, log_fields, ['signal']);
    list(given, titled(given, given.signal.title), 'logs_stream', given.signal.search, [column('status_line'), column('timestamp'), column('service'), column('content', 'compact')]),

  // Events, newest first.
  events(p)::
    local given = base.fields('events', p, event_fields, ['search']);
    list(given, titled(given, 'Events'), 'event_stream', given.search, [column('timestamp'), column('title', 'full'), column('tags')]),
}
