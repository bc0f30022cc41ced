// Names that the charts, the manifests and the network policies must agree on. The charts derive theirs from the release,
// which Argo CD names after the chart: `datadog` gives the label `app: datadog` and so on.
{
  labels: {
    node_agent: { app: 'datadog' },
    cluster_agent: { app: 'datadog-cluster-agent' },
    runner: { app: 'datadog-clusterchecks' },
    operator: { 'app.kubernetes.io/name': 'datadog-operator' },
    link: { 'app.kubernetes.io/name': 'datadog-link' },
  },
  // The service account of the operator, as its chart names it.
  operator_account: 'datadog-operator',
  priority_class: 'datadog-agent',
  secret_store: 'datadog',
  secret_store_account: 'datadog-secret-store',  // whom Vault knows
  secrets: {
    keys: 'datadog-keys',  // api-key, app-key: the names of the keys are the charts'
    cluster_agent: 'datadog-cluster-agent-token',  // token
    store_ca: 'datadog-store-ca',  // ca.crt, by which checks verify the stores
    integrations: 'datadog-integrations',  // <service>-password, one for each check that logs in
  },
}
