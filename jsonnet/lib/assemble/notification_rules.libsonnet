// What must hold in policy/teams.libsonnet and policy/routes.libsonnet so that an alert reaches someone. Evaluates to a list of checks that passed.
local policy = import 'lib/assemble/policy.libsonnet';
local check = import 'lib/check.libsonnet';

local file = 'policy/routes.libsonnet';
// The fields of a team that a route may name.
local handles = {
  slack: 'the Slack handle, {env} is the environment',
  pagerduty: 'the PagerDuty service that wakes someone',
  pagerduty_low: 'the PagerDuty service with low urgency',
};
local known(field) = check.lookup('policy/unknown-handle', 'handle of a team', field, handles, file);

// A route that pages, by its name or for some severity, must page for the gravest one: else nothing says that nobody comes until the night it matters. A
// route that pages for none is a decision: development may tell nobody.
local paging(fields) = [f for f in fields if std.startsWith(f, 'pagerduty')];
local pages(route) = route == 'page' || std.any([paging(policy.routes[route][s]) != [] for s in std.objectFields(policy.routes[route])]);
local paged(env, severity) =
  local route = policy.environments[env].notify;
  local told = policy.routes[route][severity];
  local whom = if told == [] then 'tells nobody of a ' else 'pages nobody for a ';
  if paging(told) != [] then null
  else check.fail(
    'policy/silent-route',
    "route '" + route + "', which environment '" + env + "' takes, " + whom + severity + ', which has priority 1',
    route,
    file,
    "name 'pagerduty' in " + severity + " of '" + route + "', or let '" + env + "' take a route that pages for no severity"
  );

// Datadog reads a handle up to the first blank and needs the at sign once, which the message writes: what is written otherwise is plain text there, and
// reaches nobody. An at sign within it is that of a mail address.
local blanks = ' \t\r\n ';
local handle(team, field) =
  local value = policy.teams[team][field];
  local named = if std.isString(value) then std.strReplace(std.stripChars(value, blanks), '\n', ' ') else std.manifestJsonMinified(value);
  local wrong =
    if !std.isString(value) then 'is no text'
    else if named == '' then 'is empty'
    else if value[0] == '@' then 'begins with an at sign'
    else if [c for c in std.stringChars(value) if std.member(blanks, c)] != [] then 'holds white space'
    else null;
  if wrong == null then null
  else check.fail(
    'policy/handle',
    field + " of team '" + team + "' " + wrong + (if named == '' then '' else ": '" + named + "'"),
    if named == '' then team else named,
    'policy/teams.libsonnet',
    "write the handle without '@' and white space, as Datadog's integration names it: '" + (if field == 'slack' then 'slack-' + team + '-alerts-{env}' else 'pagerduty-' + team) + "'"
  );

{
  handles: handles,
  checks: [
    handle(team, field)
    for team in std.objectFields(policy.teams)
    for field in std.objectFields(handles)
  ] + [
    local fields = { [s]: 'the fields of a team that are notified' for s in std.objectFields(policy.severities) };
    local route = check.fields("route '" + name + "'", policy.routes[name], fields, std.objectFields(fields), file);
    check.after([known(field) for severity in std.objectFields(route) for field in route[severity]], null)
    for name in std.objectFields(policy.routes)
  ] + [
    // Asked element by element, so that a route that does not exist is told first, by its name.
    local gravest = [s for s in std.objectFields(policy.severities) if policy.severities[s].priority == 1];
    if pages(policy.environments[env].notify) then check.after([paged(env, severity) for severity in gravest], null)
    for env in std.objectFields(policy.environments)
  ],
}
