{
  title: 'Transcription',
  purpose: 'turns dictations and recorded conversations into text',
  team: 'ml-platform',
  tier: 1,
  runs: { kind: 'deployment', language: 'python' },
  archetypes: ['workload', 'worker'],
  consumes: ['rabbitmq/transcription.jobs'],
  produces: ['rabbitmq/note-generation.jobs'],
  depends_on: ['postgresql', 'redis', 's3'],
  slos: {
    success: { target_percent: 99.5, window: '30d' },
    'job-latency': { under_s: 60, target_percent: 95, window: '30d' },
  },
}
