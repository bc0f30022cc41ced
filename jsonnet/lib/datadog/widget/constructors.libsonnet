// The widgets of a dashboard, as ctx.widget offers them.
local lists = import 'lib/datadog/widget/lists.libsonnet';
local spread = import 'lib/datadog/widget/spread.libsonnet';

{
  timeseries: import 'lib/datadog/widget/timeseries.libsonnet',
  query_value: import 'lib/datadog/widget/query_value.libsonnet',
  toplist: import 'lib/datadog/widget/toplist.libsonnet',
  table: import 'lib/datadog/widget/table.libsonnet',
  heatmap: spread.heatmap,
  distribution: spread.distribution,
  slos: lists.slos,
  monitors: lists.monitors,
  logs: lists.logs,
  events: lists.events,
  checks: import 'lib/datadog/widget/checks.libsonnet',
  note: import 'lib/datadog/widget/note.libsonnet',
}
