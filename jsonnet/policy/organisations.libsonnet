// The Datadog organisations. What exists once per organisation (dashboards) is applied by the environment named as its owner.
// A platform that isolates production adds a second organisation here and points `environments.libsonnet` at it.
{
  scribemed: {
    site: 'datadoghq.com',  // the agent's DD_SITE
    app: 'https://app.datadoghq.com',  // where links in messages and docs lead
    owner: 'prod',
    slack_account: 'scribemed',  // the Slack workspace, as Datadog's Slack integration names it
  },
}
