// The first group of a service's board: is it well, is its promise kept, what is it and who owns it.
local links = import 'lib/datadog/links.libsonnet';
local platform = import 'policy/platform.libsonnet';

local list(title, items) = if std.length(items) == 0 then '' else '\n\n**' + title + '**\n' + std.join('\n', ['- ' + i for i in items]);
local line(title, items) = if std.length(items) == 0 then '' else '\n\n**' + title + '** ' + std.join(', ', items);
local tree = platform.repository + '/tree/' + platform.revision + '/';

local text(ctx) =
  local s = ctx.service;
  local team = ctx.policy.teams[s.team];
  local app = ctx.organisation.app;
  local search = links.encoded('service:' + s.name);
  '**' + s.title + '** ' + s.purpose + '.'
  + '\n\nTier ' + s.tier + ', ' + team.title + ' (`#' + std.strReplace(std.strReplace(team.slack, 'slack-', ''), '{env}', ctx.organisation.owner) + '`)'
  + list('Promised', [ctx.promises[p].text for p in std.objectFields(ctx.promises)])
  + line('Takes from', [c.broker + '/' + c.name for c in s.consumes])
  + line('Writes to', [c.broker + '/' + c.name for c in s.produces])
  + line('Needs', [ctx.link(n) for n in s.dependsOn])
  + line('Needed by', [ctx.link(n) for n in ctx.clients])
  + '\n\n[Runbooks](' + tree + 'runbooks/' + s.name + ') | [Declaration](' + tree + 'jsonnet/' + s.file + ')'
  + ' | [Logs](' + app + '/logs?query=' + search + '&live=true)'
  + (if s.runs.kind == 'deployment' then ' | [Traces](' + app + '/apm/traces?query=' + search + ')' else '');

function(ctx)
  local promised = std.length(std.objectFields(ctx.promises)) > 0;
  ctx.group({
    title: ctx.service.title,
    rows: [[
      ctx.widget.monitors({ service: ctx.service.name, hint: 'what alerts now, the worst first; each links its runbook' }),
      if promised then ctx.widget.slos({ service: ctx.service.name, hint: 'what is left of what the targets allow' }) else null,
      ctx.widget.note({ text: text(ctx) }),
    ]],
  })
