// The widgets of a dashboard. Fields: docs/reference/constructors.md#widgets.
{
  timeseries(p):: { constructor: 'widget.timeseries', args: p },
  query_value(p):: { constructor: 'widget.query_value', args: p },
  burn_rate(p):: { constructor: 'widget.burn_rate', args: p },
  toplist(p):: { constructor: 'widget.toplist', args: p },
  table(p):: { constructor: 'widget.table', args: p },
  heatmap(p):: { constructor: 'widget.heatmap', args: p },
  distribution(p):: { constructor: 'widget.distribution', args: p },
  slo(p):: { constructor: 'widget.slo', args: p },
  alert_graph(p):: { constructor: 'widget.alert_graph', args: p },
  alert_value(p):: { constructor: 'widget.alert_value', args: p },
  slos(p):: { constructor: 'widget.slos', args: p },
  monitors(p):: { constructor: 'widget.monitors', args: p },
  logs(p):: { constructor: 'widget.logs', args: p },
  events(p):: { constructor: 'widget.events', args: p },
  checks(p):: { constructor: 'widget.checks', args: p },
  note(p):: { constructor: 'widget.note', args: p },
}
