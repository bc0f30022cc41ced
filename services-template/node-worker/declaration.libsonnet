{
  title: 'Example Node Worker',
  purpose: 'files notes, orders and claims into the EHR',
  team: 'example-team',
  tier: 2,
  runs: { kind: 'deployment', language: 'node' },
  archetypes: ['workload', 'worker'],
  // Filled by a service in front: add this name to its `produces`, or consume what it fills already. For a topic of Kafka:
  // 'kafka/example-node-worker.events' in its place. The monitors group jobs by queue or by topic, so one service declares one kind.
  consumes: ['rabbitmq/example-node-worker.jobs'],
  depends_on: ['postgresql'],
  slos: {
    success: { target_percent: 99, window: '30d' },
    'job-latency': { under_s: 60, target_percent: 95, window: '30d' },
  },
}
