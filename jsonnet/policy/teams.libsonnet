// Who owns what, and how each team is reached. A handle is what Datadog calls `@slack-...` and `@pagerduty-...`, without the at sign. Terraform connects
// what it names, for every environment whose route notifies it: slack-<channel> is the channel #<channel>, pagerduty-<service> the service <service>.
//
//   slack          the team's channel for alerts, `{env}` is replaced by the environment
//   pagerduty      the PagerDuty service that pages the person on call
//   pagerduty_low  the PagerDuty service with low urgency: seen in working hours
{
  platform: {
    title: 'Platform',
    charter: 'the edge, the cluster, the agent and the workflow engine',
    slack: 'slack-platform-alerts-{env}',
    pagerduty: 'pagerduty-platform',
    pagerduty_low: 'pagerduty-platform-low',
  },
  ingestion: {
    title: 'Ingestion',
    charter: 'everything between a recording and a queued dictation',
    slack: 'slack-ingestion-alerts-{env}',
    pagerduty: 'pagerduty-ingestion',
    pagerduty_low: 'pagerduty-ingestion-low',
  },
  'ml-platform': {
    title: 'ML Platform',
    charter: 'transcription, retrieval, note generation and coding inference',
    slack: 'slack-ml-platform-alerts-{env}',
    pagerduty: 'pagerduty-ml-platform',
    pagerduty_low: 'pagerduty-ml-platform-low',
  },
  'data-platform': {
    title: 'Data Platform',
    charter: 'brokers, databases, caches, search and object storage',
    slack: 'slack-data-platform-alerts-{env}',
    pagerduty: 'pagerduty-data-platform',
    pagerduty_low: 'pagerduty-data-platform-low',
  },
}
