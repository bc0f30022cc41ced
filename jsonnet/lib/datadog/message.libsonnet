// The text of a notification: what is wrong, who is hurt, where to look, then who hears of it. Slack gets every transition; a pager
// only alerts, their recovery (so that the incident closes) and, where missing data is an alert, its no-data.
local links = import 'lib/datadog/links.libsonnet';

local on(blocks, text) = std.join('', ['{{#' + b + '}}' + text + '{{/' + b + '}}' for b in blocks]);

local pages(handle) = std.startsWith(handle, 'pagerduty');

{
  // The handles of a severity in an environment, by the route of the policy.
  handles(ctx, severity)::
    local team = ctx.policy.teams[ctx.service.team];
    [
      std.strReplace(team[field], '{env}', ctx.env)
      for field in ctx.policy.routes[ctx.environment.notify][severity]
    ],

  // m: the monitor's parameters as lib/datadog/monitor.libsonnet completes them.
  text(ctx, m)::
    local where = std.join('', [', ' + key + ' {{' + key + '.name}}' for key in m.by]);
    local alert_blocks = ['is_alert', 'is_alert_recovery'] + (if m.missing == 'notify' then ['is_no_data', 'is_no_data_recovery'] else []);
    on(['is_alert'], m.symptom + ': ' + m.reading + ' (alert ' + m.sign + ' {{threshold}}' + m.unit_text + ').')
    + (if m.warn == null then '' else on(['is_warning'], m.symptom + ': ' + m.reading + ' (warning ' + m.sign + ' {{warn_threshold}}' + m.unit_text + ').'))
    + (if m.missing == 'notify' || m.missing == 'show' then on(['is_no_data'], 'No data to tell whether ' + m.symptom + '. Missing data is a finding here: check the sender and the agent.') else '')
    + on(['is_recovery'], 'Recovered, no longer: ' + m.symptom + '. Now ' + m.reading + '.')
    + '\n\n**Who is hurt:** ' + m.harm + '.'
    + '\n**Where:** ' + ctx.service.title + ' (`service:' + ctx.service.name + '`) in ' + ctx.env + where + '.'
    + '\n**Look:** [Runbook](' + links.runbook(m.path) + ') | [Dashboard](' + ctx.links.board + ') | [Logs](' + ctx.links.logs + ')'
    + (if ctx.service.runs.kind == 'deployment' then ' | [Traces](' + ctx.links.traces + ')' else '')
    + '\n**Owner:** ' + ctx.policy.teams[ctx.service.team].title + ', ' + m.severity + '.'
    + std.join('', [
      '\n' + (if pages(h) then on(alert_blocks, '@' + h) else '@' + h)
      for h in m.handles
    ]),
}
