// Signals. A signal is something worth watching, said once: metrics, how they combine, a title. Dashboards, monitors and SLOs ask it for their queries,
// so that what pages someone is what they see on the dashboard. The fields of each kind: xtask/crates/constructors/src/signal.
//
// of: the service whose telemetry it is, null for all services; archetype: whose signals.libsonnet says it, null for an object's own file.
function(of, archetype=null) {
  count(p):: { constructor: 'signal.count', of: of, archetype: archetype, args: p },
  ratio(p):: { constructor: 'signal.ratio', of: of, archetype: archetype, args: p },
  gauge(p):: { constructor: 'signal.gauge', of: of, archetype: archetype, args: p },
  share(p):: { constructor: 'signal.share', of: of, archetype: archetype, args: p },
  percentile(p):: { constructor: 'signal.percentile', of: of, archetype: archetype, args: p },
  check(p):: { constructor: 'signal.check', of: of, archetype: archetype, args: p },
  logs(p):: { constructor: 'signal.logs', of: of, archetype: archetype, args: p },
}
