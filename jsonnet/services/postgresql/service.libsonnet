{
  title: 'PostgreSQL',
  purpose: 'holds encounters, notes, jobs and the state of workflows',
  team: 'data-platform',
  tier: 1,
  runs: { kind: 'stateful-set', replicas: 3 },
  archetypes: ['workload', 'postgres'],
}
