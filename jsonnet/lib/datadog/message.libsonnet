// The text of a notification: what is wrong, who is hurt, where to look, then who hears of it. Slack gets every transition; a pager
// only alerts, their recovery (so that the incident closes) and, where missing data is an alert, its no-data.
local links = import 'lib/datadog/links.libsonnet';

local on(block, text) = '{{#' + block + '}}' + text + '{{/' + block + '}}';

local pager(handle, of_no_data) =
  on('is_alert', handle) + on('is_alert_recovery', handle)
  + (if of_no_data then on('is_no_data', handle) + on('is_no_data_recovery', handle) else '');

local no_data(symptom) = 'No data to tell whether ' + symptom + '. Missing data is a finding here: check the sender and the agent.';

{
  // The handles of a team for each severity in an environment, by the routes of the policy.
  handles(policy, env, team):: {
    local route = policy.routes[policy.environments[env].notify],
    [severity]: [std.strReplace(policy.teams[team][field], '{env}', env) for field in route[severity]]
    for severity in std.objectFields(policy.severities)
  },

  // The parts of every message of a service that no monitor changes.
  texts(env, service, team, own_links, handles)::
    local notified(severity, of_no_data) = std.join('', [
      '\n' + (if std.startsWith(h, 'pagerduty') then pager('@' + h, of_no_data) else '@' + h)
      for h in handles[severity]
    ]);
    local where = '\n**Where:** ' + service.title + ' (`service:' + service.name + '`) in ' + env;
    local runbook = '.\n**Look:** [Runbook](' + links.runbook_root + service.name + '/';
    local look = '.md) | [Dashboard](' + own_links.board + ') | [Logs](' + own_links.logs + ')'
                 + (if service.runs.kind == 'deployment' then ' | [Traces](' + own_links.traces + ')' else '')
                 + '\n**Owner:** ' + team.title + ', ';
    {
      where: where,
      runbook: runbook,
      look: look,
      // The lines on who hears of it, by severity and by whether missing data is an alert.
      notified: { [severity]: { data: notified(severity, false), no_data: notified(severity, true) } for severity in std.objectFields(handles) },
    },

  // m: the monitor's parameters, how: what its kind adds (lib/datadog/monitor.libsonnet).
  text(ctx, m, how)::
    local says = m.symptom + ': ' + how.reading + ' (';
    '{{#is_alert}}' + says + 'alert ' + how.sign + ' {{threshold}}' + how.unit + ').{{/is_alert}}'
    + (if m.warn == null then '' else '{{#is_warning}}' + says + 'warning ' + how.sign + ' {{warn_threshold}}' + how.unit + ').{{/is_warning}}')
    + (if m.missing == 'notify' || m.missing == 'show' then on('is_no_data', no_data(m.symptom)) else '')
    + '{{#is_recovery}}Recovered, no longer: ' + m.symptom + '. Now ' + how.reading + '.{{/is_recovery}}\n\n**Who is hurt:** ' + m.harm + '.' + ctx.texts.where
    + (if how.by == [] then '' else std.join('', [', ' + key + ' {{' + key + '.name}}' for key in how.by]))
    + ctx.texts.runbook + ctx.name + ctx.texts.look + m.severity + '.'
    + ctx.texts.notified[m.severity][if m.missing == 'notify' then 'no_data' else 'data'],
}
