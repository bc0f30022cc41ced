{
  title: 'pgvector',
  purpose: 'holds the embeddings that retrieval searches, in a PostgreSQL cluster of its own',
  team: 'data-platform',
  tier: 2,
  runs: { kind: 'stateful-set', replicas: 2 },
  archetypes: ['workload', 'postgres', 'vector-db'],
  slos: {
    // A note can be written without its passages, only worse: lower than the stores that stop the pipeline.
    'vector-requests': { target_percent: 99.5, window: '30d' },
  },
}
