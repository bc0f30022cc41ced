{
  title: 'Note Generation',
  purpose: 'writes the clinical note of an encounter from its transcript and the retrieved passages',
  team: 'ml-platform',
  tier: 1,
  runs: { kind: 'deployment', language: 'python' },
  archetypes: ['workload', 'worker', 'llm'],
  consumes: ['rabbitmq/note-generation.jobs'],
  produces: ['rabbitmq/coding-inference.jobs'],
  depends_on: ['postgresql', 'redis', 'rag-retrieval'],
  slos: {
    success: { target_percent: 99, window: '30d' },
    'job-latency': { under_s: 90, target_percent: 95, window: '30d' },
    // The bound at which the monitor note-turnaround alerts in production.
    'note-turnaround': { under_s: 600, target_percent: 95, window: '30d' },
  },
}
