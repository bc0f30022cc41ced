// What people do to the Datadog organisation itself, as its Audit Trail records it. An event has no environment, so these monitors are rendered for the
// environment that owns the organisation alone.
{
  title: 'Datadog Account',
  purpose: 'holds the keys, roles and settings on which every alert and every mask of patient data depends',
  team: 'platform',
  tier: 2,
  runs: { kind: 'managed' },
  archetypes: [],
}
