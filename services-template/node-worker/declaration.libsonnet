{
  title: 'Example Node Worker',
  purpose: 'files notes, orders and claims into the EHR',
  team: 'example-team',
  tier: 2,
  runs: { kind: 'deployment', language: 'node' },
  archetypes: ['workload', 'worker'],
  // Filled by the services in front: add these names to their `produces`, or consume what they fill already.
  consumes: ['rabbitmq/example-node-worker.jobs', 'kafka/example-node-worker.events'],
  slos: {
    success: { target_percent: 99, window: '30d' },
    'job-latency': { percentile: 95, under_s: 60, target_percent: 95, window: '30d' },
  },
}
