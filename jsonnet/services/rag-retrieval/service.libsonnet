{
  title: 'RAG Retrieval',
  purpose: 'finds the passages of the chart and the guidelines that ground a note',
  team: 'ml-platform',
  tier: 2,
  runs: { kind: 'deployment', language: 'python' },
  archetypes: ['workload', 'http-service', 'grpc-service'],
  depends_on: ['pgvector', 'redis', 'elasticsearch'],
  slos: {
    availability: { target_percent: 99.5, window: '30d' },
    latency: { under_s: 1.2, target_percent: 95, window: '30d' },
    'grpc-latency': { under_s: 0.8, target_percent: 95, window: '30d' },
  },
}
