// Signals. A signal is something to watch, declared once: metrics, how they combine, a title. Dashboards, monitors and SLOs build their queries from it, so
// that the dashboard shows what pages. Fields: docs/reference/constructors.md#signals.
//
// of: the service whose telemetry it is, null for all services; archetype: the one whose signals.libsonnet declares it, null for an object's own file.
function(of, archetype=null) {
  count(p):: { constructor: 'signal.count', of: of, archetype: archetype, args: p },
  ratio(p):: { constructor: 'signal.ratio', of: of, archetype: archetype, args: p },
  gauge(p):: { constructor: 'signal.gauge', of: of, archetype: archetype, args: p },
  share(p):: { constructor: 'signal.share', of: of, archetype: archetype, args: p },
  stalled(p):: { constructor: 'signal.stalled', of: of, archetype: archetype, args: p },
  over_limit(p):: { constructor: 'signal.over_limit', of: of, archetype: archetype, args: p },
  percentile(p):: { constructor: 'signal.percentile', of: of, archetype: archetype, args: p },
  check(p):: { constructor: 'signal.check', of: of, archetype: archetype, args: p },
  logs(p):: { constructor: 'signal.logs', of: of, archetype: archetype, args: p },
}
