{
  title: 'RabbitMQ',
  purpose: 'carries the jobs of the AI pipeline from service to service',
  team: 'data-platform',
  tier: 1,
  runs: { kind: 'stateful-set', replicas: 3 },
  archetypes: ['workload', 'rabbitmq'],
  without: {
    'volume-filling': "disk-low watches the same volume, in bytes as the broker's own limit",
    'volume-full': 'blocked-by-disk pages when the broker blocks publishers, which comes first',
  },
}
