{
  title: 'Example Python Worker',
  purpose: 'turns recordings into text, text into clinical notes, and proposes their codes',
  team: 'example-team',
  tier: 2,
  runs: { kind: 'deployment', language: 'python' },
  archetypes: ['workload', 'worker', 'llm'],
  // `jobs` is filled by the service in front: add the queue to its `produces`, or consume the queue that it fills already.
  // With JOBS_TOPIC: its topic alone, 'kafka/example-python-worker.jobs'. The monitors group jobs by queue or by topic, so a service declares one kind.
  consumes: ['rabbitmq/example-python-worker.jobs', 'rabbitmq/example-python-worker.notes', 'rabbitmq/example-python-worker.codings'],
  // Who files the finished notes consumes the topic.
  produces: ['rabbitmq/example-python-worker.notes', 'rabbitmq/example-python-worker.codings', 'kafka/example-python-worker.finished-notes'],
  // With RETRIEVAL_ADDRESS: the service behind it.
  depends_on: [],
  slos: {
    success: { target_percent: 99, window: '30d' },
    'job-latency': { under_s: 60, target_percent: 95, window: '30d' },
  },
}
