{
  title: 'Example Node HTTP',
  purpose: 'accepts recordings of an encounter and stores them',
  team: 'example-team',
  tier: 2,
  runs: { kind: 'deployment', language: 'node' },
  archetypes: ['workload', 'http-service'],
  slos: {
    availability: { target_percent: 99.5, window: '30d' },
    latency: { percentile: 95, under_s: 2, target_percent: 99, window: '30d' },
  },
}
