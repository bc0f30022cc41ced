// Who is notified of an application that fails: the platform team's Slack channel of each environment concerned, where policy/routes lets a
// P2 post. Datadog's handle is `slack-<channel>`; Argo CD wants the channel, several with semicolons between.
local subscriptions(ctx, envs, triggers) =
  local channel(env) =
    local handle = std.strReplace(ctx.policy.teams.platform.slack, '{env}', env);
    std.substr(handle, std.length('slack-'), std.length(handle));
  local posts(env) = std.member(ctx.policy.routes[ctx.policy.environments[env].notify].P2, 'slack');
  local channels = std.join(';', [channel(env) for env in envs if posts(env)]);
  if channels == '' then {} else { ['notifications.argoproj.io/subscribe.' + trigger + '.slack']: channels for trigger in triggers };

local triggers = ['on-sync-failed', 'on-health-degraded'];

{
  // A repository or a cluster that cannot be read concerns every application: one service more would say nothing new.
  of_platform(ctx, envs):: subscriptions(ctx, envs, triggers + ['on-comparison-failed']),
  of_services(ctx, envs):: subscriptions(ctx, envs, triggers),
}
