{
  title: 'Example Python HTTP',
  purpose: 'finds the passages that ground a note',
  team: 'example-team',
  tier: 2,
  runs: { kind: 'deployment', language: 'python' },
  archetypes: ['workload', 'http-service', 'grpc-service'],
  depends_on: ['pgvector', 'redis'],
  slos: {
    availability: { target_percent: 99.5, window: '30d' },
    latency: { under_s: 1.2, target_percent: 95, window: '30d' },
    'grpc-latency': { under_s: 0.8, target_percent: 95, window: '30d' },
  },
}
