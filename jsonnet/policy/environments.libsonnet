// Where the platform runs. One entry an environment; every rendered object carries its name as the tag `env`.
//
//   organisation   which Datadog organisation it reports to (policy/organisations.libsonnet)
//   cluster        the Kubernetes cluster's name, as Argo CD and the agent know it
//   notify         'page' (pages and posts), 'post' (posts only), 'never'; read by policy/routes.libsonnet
//   secret_store   where ExternalSecrets find the Datadog keys: 'vault' or 'aws-ssm'
//   secret_path    the path of the keys in that store
//   log_retention  how many days Datadog keeps indexed logs (stated on the dashboards and in the docs)
{
  dev: {
    title: 'Development',
    organisation: 'scribemed',
    cluster: 'scribemed-dev',
    notify: 'never',
    secret_store: 'vault',
    secret_path: 'scribemed/dev/datadog',
    log_retention_days: 3,
  },
  staging: {
    title: 'Staging',
    organisation: 'scribemed',
    cluster: 'scribemed-staging',
    notify: 'post',
    secret_store: 'vault',
    secret_path: 'scribemed/staging/datadog',
    log_retention_days: 7,
  },
  prod: {
    title: 'Production',
    organisation: 'scribemed',
    cluster: 'scribemed-prod',
    notify: 'page',
    secret_store: 'aws-ssm',
    secret_path: '/scribemed/prod/datadog',
    log_retention_days: 30,
  },
}
