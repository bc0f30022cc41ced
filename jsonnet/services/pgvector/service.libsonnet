{
  title: 'pgvector',
  purpose: 'holds the embeddings that retrieval searches, in a PostgreSQL cluster of its own',
  team: 'data-platform',
  tier: 2,
  runs: { kind: 'stateful-set', replicas: 2 },
  archetypes: ['workload', 'postgres', 'vector-db'],
}
