{
  title: 'Redis',
  purpose: 'caches sessions, retrieved passages and job state',
  team: 'data-platform',
  tier: 2,
  runs: { kind: 'stateful-set', replicas: 3 },
  archetypes: ['workload', 'redis'],
}
