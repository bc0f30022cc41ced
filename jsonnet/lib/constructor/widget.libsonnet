// The widgets of a dashboard. The fields of each kind: xtask/crates/constructors/src/widget.
{
  timeseries(p):: { constructor: 'widget.timeseries', given: p },
  query_value(p):: { constructor: 'widget.query_value', given: p },
  toplist(p):: { constructor: 'widget.toplist', given: p },
  table(p):: { constructor: 'widget.table', given: p },
  heatmap(p):: { constructor: 'widget.heatmap', given: p },
  distribution(p):: { constructor: 'widget.distribution', given: p },
  slos(p):: { constructor: 'widget.slos', given: p },
  monitors(p):: { constructor: 'widget.monitors', given: p },
  logs(p):: { constructor: 'widget.logs', given: p },
  events(p):: { constructor: 'widget.events', given: p },
  checks(p):: { constructor: 'widget.checks', given: p },
  note(p):: { constructor: 'widget.note', given: p },
}
