{
  title: 'Kafka',
  purpose: 'carries the events of encounters and workflows',
  team: 'data-platform',
  tier: 1,
  runs: { kind: 'stateful-set', replicas: 3 },
  archetypes: ['workload', 'kafka'],
}
