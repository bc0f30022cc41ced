// SLOs. A declaration sets the target (`slos` in service.libsonnet), a file under slos/ the objective and the SLI: { objective, signal }.
// Fields: docs/reference/constructors.md#slos.
{
  // Good events of all events, from a ratio signal.
  events(p):: { constructor: 'slo.events', args: p },
  // Five-minute slices in which the percentile stays under `under_s`, from a percentile signal.
  time_slice(p):: { constructor: 'slo.time_slice', args: p },
}
