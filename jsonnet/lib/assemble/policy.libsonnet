// The whole policy under one name.
{
  platform: import 'policy/platform.libsonnet',
  environments: import 'policy/environments.libsonnet',
  organisations: import 'policy/organisations.libsonnet',
  teams: import 'policy/teams.libsonnet',
  severities: import 'policy/severities.libsonnet',
  routes: import 'policy/routes.libsonnet',
  tags: import 'policy/tags.libsonnet',
  costs: import 'policy/costs.libsonnet',
  messages: import 'policy/messages.libsonnet',
}
