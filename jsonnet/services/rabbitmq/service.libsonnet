{
  title: 'RabbitMQ',
  purpose: 'carries the jobs of the AI pipeline from service to service',
  team: 'data-platform',
  tier: 1,
  runs: { kind: 'stateful-set', replicas: 3 },
  archetypes: ['workload', 'rabbitmq'],
}
