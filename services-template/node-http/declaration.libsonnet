{
  title: 'Example Node HTTP',
  purpose: 'accepts recordings of an encounter and queues them',
  team: 'example-team',
  tier: 2,
  runs: { kind: 'deployment', language: 'node' },
  archetypes: ['workload', 'http-service'],
  // Worked on by a service behind, which creates the queue: add this name to its `consumes`, or fill the queue that it has already.
  produces: ['rabbitmq/example-node-http.jobs'],
  slos: {
    availability: { target_percent: 99.5, window: '30d' },
    latency: { under_s: 2, target_percent: 95, window: '30d' },
  },
}
