{
  title: 'Example Python Worker',
  purpose: 'turns recordings into text, and text into clinical notes',
  team: 'example-team',
  tier: 2,
  runs: { kind: 'deployment', language: 'python' },
  archetypes: ['workload', 'worker', 'llm'],
  // `jobs` is filled by the service in front: add the queue to its `produces`, or consume the queue that it fills already.
  consumes: ['rabbitmq/example-python-worker.jobs', 'rabbitmq/example-python-worker.notes'],
  produces: ['rabbitmq/example-python-worker.notes', 'rabbitmq/example-python-worker.finished-notes'],
  depends_on: [],
  slos: {
    success: { target_percent: 99, window: '30d' },
    'job-latency': { percentile: 95, under_s: 60, target_percent: 95, window: '30d' },
  },
}
