{
  title: 'Datadog Agent',
  purpose: 'collects metrics, logs and traces on every node and scrubs patient data before it leaves the node',
  team: 'platform',
  tier: 1,
  runs: { kind: 'daemon-set' },
  archetypes: [],
}
