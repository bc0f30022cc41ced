{
  title: 'API Gateway',
  purpose: 'authenticates clinicians and routes every request of the web and mobile apps',
  team: 'platform',
  tier: 1,
  runs: { kind: 'deployment', language: 'node' },
  archetypes: ['workload', 'http-service'],
  depends_on: ['redis'],
  slos: {
    availability: { target_percent: 99.9, window: '30d' },
    latency: { under_s: 0.5, target_percent: 95, window: '30d' },
  },
  // An access log line a request, which the other services do not write.
  logs: { million_events_per_day: { dev: 0.2, staging: 0.5, prod: 12 } },
}
