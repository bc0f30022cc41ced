{
  title: 'Ingestion',
  purpose: 'accepts recordings and documents of an encounter and queues them for transcription',
  team: 'ingestion',
  tier: 1,
  runs: { kind: 'deployment', language: 'node' },
  archetypes: ['workload', 'http-service', 'worker'],
  consumes: ['kafka/encounter.events'],
  produces: ['rabbitmq/transcription.jobs'],
  depends_on: ['postgresql', 's3'],
  without: { 'no-traffic': 'uploads follow the hours of clinics; a broken path to ingestion shows as errors of the gateway, which routes every upload' },
  slos: {
    availability: { target_percent: 99.9, window: '30d' },
    latency: { under_s: 2, target_percent: 95, window: '30d' },
    success: { target_percent: 99.5, window: '30d' },
    'job-latency': { under_s: 30, target_percent: 95, window: '30d' },
  },
}
