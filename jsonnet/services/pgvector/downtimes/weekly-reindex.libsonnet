// Once a week staging loads its test data anew, and the vector indexes are built from nothing: searches are slow for as long as that takes, every time, and
// nobody can do anything about it. Only this monitor is muted, and only at night: whatever else the load breaks still notifies.
function(ctx) ctx.downtime.recurring({
  reason: 'the weekly load of test data builds the vector indexes anew, which makes searches slow',
  environments: ['staging'],
  monitor: 'vector-latency',
  start: '2026-12-05T03:00:00',
  duration: '2h',
  rrule: 'FREQ=WEEKLY;BYDAY=SA',
  timezone: 'America/New_York',
})
