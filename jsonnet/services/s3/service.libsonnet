{
  title: 'S3',
  purpose: 'stores recordings, documents and signed notes, encrypted',
  team: 'data-platform',
  tier: 1,
  runs: { kind: 'managed' },
  archetypes: ['object-store'],
  slos: {
    // A failed upload is a recording or a signed note that is not kept.
    uploads: { target_percent: 99.9, window: '30d' },
  },
}
