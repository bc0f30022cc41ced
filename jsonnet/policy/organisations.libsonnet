// The Datadog organisations. What exists once per organisation (dashboards) is applied by the environment named as its owner.
// A platform that isolates production adds a second organisation here and points `environments.libsonnet` at it.
{
  scribemed: {
    site: 'datadoghq.com',  // the agent's DD_SITE
    app: 'https://app.datadoghq.com',  // where links in messages and docs lead
    owner: 'prod',
    slack_account: 'scribemed',  // the Slack workspace, as Datadog's Slack integration names it
    // The service accounts of organization.yaml: what they apply was reviewed, so monitors of Audit Trail ignore it (`cargo xtask terraform check` compares).
    programs: ['datadog-ci@scribemed.example', 'datadog-drift@scribemed.example', 'datadog-operator@scribemed.example', 'datadog-terraform@scribemed.example'],
    break_glass: 'datadog-owner@scribemed.example',  // the account that can sign in without the identity provider (docs/how-to/manage-the-account.md)
  },
}
