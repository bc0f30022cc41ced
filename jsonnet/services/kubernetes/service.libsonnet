{
  title: 'Kubernetes',
  purpose: 'runs every service: nodes, DNS, certificates, secrets and scheduled jobs',
  team: 'platform',
  tier: 1,
  runs: { kind: 'managed' },
  archetypes: [],
}
