// What must hold in policy/teams.libsonnet and policy/routes.libsonnet so that an alert reaches someone. Evaluates to a list of checks that passed.
local policy = import 'lib/assemble/policy.libsonnet';
local check = import 'lib/check.libsonnet';

local file = 'policy/routes.libsonnet';
local routes = policy.routes;

// A route that pages, by its name or for some severity, must page for the gravest severity: otherwise the missing page shows only in the night it is
// needed. A route that pages for none is a decision: development may notify nobody.
local paging(handles) = [h for h in handles if std.startsWith(h, 'pagerduty')];
local pages(route) = route == 'page' || std.any([paging(routes[route][s]) != [] for s in std.objectFields(routes[route])]);
local paged(env, route, severity) =
  local handles = routes[route][severity];
  local what = if handles == [] then 'notifies nobody of a ' else 'pages nobody for a ';
  if paging(handles) != [] then null
  else check.fail(
    'policy/silent-route',
    "route '" + route + "' of environment '" + env + "' " + what + severity + ', which has priority 1',
    [route],
    file,
    "name 'pagerduty' in " + severity + " of '" + route + "', or give '" + env + "' a route that pages for no severity"
  );

// Datadog reads a handle up to the first blank and needs the at sign once, which the message adds: anything else is plain text there and reaches nobody.
// An at sign within a handle is that of a mail address.
local blanks = ' \t\r\n ';
local prefix(field) = if field == 'slack' then 'slack-' else 'pagerduty-';
local handle(team, field) =
  local value = policy.teams[team][field];
  local name = if std.isString(value) then std.strReplace(std.stripChars(value, blanks), '\n', ' ') else std.manifestJsonMinified(value);
  local problem =
    if !std.isString(value) then 'is not a string'
    else if name == '' then 'is empty'
    else if value[0] == '@' then 'begins with an at sign'
    else if [c for c in std.stringChars(value) if std.member(blanks, c)] != [] then 'holds white space'
    else if !std.startsWith(value, prefix(field)) || value == prefix(field) then "does not begin with '" + prefix(field) + "'"
    else null;
  if problem == null then null
  else check.fail(
    'policy/handle',
    field + " of team '" + team + "' " + problem + (if name == '' then '' else ": '" + name + "'"),
    [team, field],
    'policy/teams.libsonnet',
    "write the handle without '@' and white space, as Datadog's integration names it: '" + prefix(field) + team + (if field == 'slack' then '-alerts-{env}' else '') + "'",
    name
  );

// One handle is one channel or one service, which belongs to one team and has one urgency.
local owners = [
  { handle: policy.teams[team][field], team: team, field: field }
  for team in std.objectFields(policy.teams)
  for field in std.objectFields(policy.handles)
  if std.isString(policy.teams[team][field])
];
local unique(i) =
  local owner = owners[i];
  local earlier = [o for o in owners[0:i] if o.handle == owner.handle];
  if earlier == [] then null
  else check.fail(
    'policy/same-handle',
    owner.field + " of team '" + owner.team + "' is '" + owner.handle + "', as " + earlier[0].field + " of team '" + earlier[0].team + "'",
    [owner.team, owner.field],
    'policy/teams.libsonnet',
    'give each its own channel or service: a handle has one team and one urgency',
    owner.handle
  );

[
  handle(team, field)
  for team in std.objectFields(policy.teams)
  for field in std.objectFields(policy.handles)
] + [unique(i) for i in std.range(0, std.length(owners) - 1)] + std.flattenArrays([
  std.mapWithIndex(
    function(i, field) check.lookup('policy/unknown-handle', 'handle of a team', field, policy.handles, file, [route, severity, i]),
    routes[route][severity]
  )
  for route in std.objectFields(routes)
  for severity in std.objectFields(routes[route])
]) + [
  local route = policy.environments[env].notify;
  if !(route in routes) || !pages(route) then null else paged(env, route, severity)
  for env in std.objectFields(policy.environments)
  for severity in std.objectFields(policy.severities)
  if policy.severities[severity].priority == 1
]
