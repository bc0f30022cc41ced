// Where the platform runs. One entry an environment; every rendered object carries its name as the tag `env`.
//
//   like           another environment, whose value applies wherever this one has none: in this entry (but for its title, cluster and secret_path), in
//                  ctx.by_env of monitors, in agent/settings.libsonnet and in volumes of logs. `qa: { title, cluster, secret_path, like: 'staging' }` is
//                  a whole environment
//   organisation   which Datadog organisation it reports to (policy/organisations.libsonnet)
//   cluster        the Kubernetes cluster's name, as Argo CD and the agent know it
//   notify         'page' (pages and posts), 'post' (posts only), 'never'; read by policy/routes.libsonnet
//   secret_store   where ExternalSecrets find the Datadog keys: 'vault' or 'aws-ssm'
//   secret_path    the path of the keys in that store
//   public_host    the host name of the gateway for people outside, which synthetic tests request; left out where nobody outside uses it
//   log_retention_days  how many days Datadog keeps indexed logs (stated on the dashboards and in the docs)
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
    public_host: 'app.staging.scribemed.example',
    log_retention_days: 7,
  },
  prod: {
    title: 'Production',
    organisation: 'scribemed',
    cluster: 'scribemed-prod',
    notify: 'page',
    secret_store: 'aws-ssm',
    secret_path: '/scribemed/prod/datadog',
    public_host: 'app.scribemed.example',
    log_retention_days: 30,
  },
}
