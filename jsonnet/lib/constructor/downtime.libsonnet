// Downtimes of a service: what is noise at known times. Maintenance windows for planned work are Terraform's (docs/decisions/0031-downtimes-and-synthetics.md).
// Fields: docs/reference/constructors.md#downtimes. `cargo xtask maintenance` lists when each mutes what.
//
//     function(ctx) ctx.downtime.recurring({
//       reason: 'the nightly batch fills the queues of staging',
//       environments: ['staging'], monitor: 'queue-backlog',
//       start: '2026-12-01T01:00:00', duration: '2h', rrule: 'FREQ=DAILY', timezone: 'America/New_York',
//     })
{
  // Once. Remove the file when it is over.
  once(p):: { constructor: 'downtime.once', args: p },
  // Again and again.
  recurring(p):: { constructor: 'downtime.recurring', args: p },
}
