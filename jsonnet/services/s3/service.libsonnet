{
  title: 'S3',
  purpose: 'stores recordings, documents and signed notes, encrypted',
  team: 'data-platform',
  tier: 1,
  runs: { kind: 'managed' },
  archetypes: ['object-store'],
}
