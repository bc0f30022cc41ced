// SLOs. A declaration sets the target (`slos` in service.libsonnet), a file under slos/ the objective and the SLI: { objective, signal }.
// Fields: docs/reference/constructors.md#slos.
{
  // Good events of all events, from a ratio or an over_limit signal.
  events(p):: { constructor: 'slo.events', args: p },
  // Time during which none of the monitors alerts.
  monitors(p):: { constructor: 'slo.monitors', args: p },
}
