{
  title: 'Elasticsearch',
  purpose: 'indexes guidelines and chart documents for keyword retrieval',
  team: 'data-platform',
  tier: 2,
  runs: { kind: 'stateful-set', replicas: 3 },
  archetypes: ['workload', 'elasticsearch'],
}
