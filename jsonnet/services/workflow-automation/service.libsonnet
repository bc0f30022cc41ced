{
  title: 'Workflow Automation',
  purpose: 'files signed notes, orders and claims into the EHR and starts follow-up tasks',
  team: 'platform',
  tier: 1,
  runs: { kind: 'deployment', language: 'node' },
  archetypes: ['workload', 'worker'],
  consumes: ['kafka/workflow.events'],
  depends_on: ['postgresql', 'redis', 's3'],
  slos: {
    success: { target_percent: 99.5, window: '30d' },
    'job-latency': { under_s: 120, target_percent: 95, window: '30d' },
    'ehr-deliveries': { target_percent: 99.5, window: '30d' },
  },
}
