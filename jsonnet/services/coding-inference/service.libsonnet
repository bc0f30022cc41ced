{
  title: 'Coding Inference',
  purpose: 'proposes the ICD-10 and CPT codes of a finished note',
  team: 'ml-platform',
  tier: 2,
  runs: { kind: 'deployment', language: 'python' },
  archetypes: ['workload', 'worker', 'llm'],
  consumes: ['rabbitmq/coding-inference.jobs'],
  produces: ['kafka/workflow.events'],
  depends_on: ['postgresql', 'rag-retrieval'],
  slos: {
    success: { target_percent: 99, window: '30d' },
    'job-latency': { under_s: 45, target_percent: 95, window: '30d' },
  },
}
