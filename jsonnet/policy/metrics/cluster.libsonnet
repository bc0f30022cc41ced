// From components of the cluster that the platform team runs (agent/autodiscovery/components.libsonnet). What the agent's OpenMetrics check reads is named
// `cluster.`, because it is not what the integrations of these components send.
{
  'coredns.request_count.count': { type: 'count', unit: 'request', tags: [], meaning: 'DNS queries' },
  'coredns.response_code_count.count': { type: 'count', unit: 'response', tags: ['rcode'], meaning: 'answers to DNS queries, by their code' },
  'cluster.certificate.ready_status': { type: 'gauge', unit: 'resource', tags: ['certificate', 'certificate_namespace', 'condition'], meaning: '1 for the condition that a certificate is in' },
  'cluster.certificate.renewal_overdue': { type: 'gauge', unit: 'second', tags: ['certificate', 'certificate_namespace'], meaning: 'time since the certificate should have been renewed; negative before' },
  'cluster.external_secret.status_condition': { type: 'gauge', unit: 'resource', tags: ['external_secret', 'secret_namespace', 'condition', 'status'], meaning: '1 for each condition of an ExternalSecret with the status that it has' },
}
