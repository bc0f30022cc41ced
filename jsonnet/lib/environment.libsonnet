// Environments, and values by environment. An environment that is `like` another one uses its value wherever it has none of its own.
local check = import 'lib/check.libsonnet';
local environments = import 'policy/environments.libsonnet';

local file = 'policy/environments.libsonnet';
local fields = {
  title: 'the name in full',
  like: 'the environment whose values it uses where it has none of its own',
  organisation: 'of policy/organisations.libsonnet',
  cluster: 'the Kubernetes cluster',
  notify: 'a route of policy/routes.libsonnet',
  secret_store: "'vault' or 'aws-ssm'",
  secret_path: 'where the keys are in that store',
  log_retention_days: 'how long indexed logs are kept, in days',
  public_host: 'the host name of the gateway for people outside',
};
local types = { [f]: 'string' for f in std.objectFields(fields) } { log_retention_days: 'whole' };
// These are never those of another environment: two environments with one cluster or one set of keys would be one. Neither is public_host, which may be left out.
local own = ['title', 'cluster', 'secret_path'];
local required = std.setDiff(std.objectFields(fields), ['like', 'public_host']);

// The environment itself, then those that it is like, nearest first.
local chain(name, before=[]) =
  local environment = environments[name];
  local at = [name, 'like'];
  if !std.isObject(environment) || !('like' in environment) then [name]
  else if environment.like == name then check.fail('policy/like', "environment '" + name + "' is like itself", at, file, 'name another environment, or leave it out')
  else if std.member(before, environment.like) then
    check.fail('policy/like', 'environments are like each other: ' + std.join(' -> ', before + [name, environment.like]), at, file, "leave out 'like' where the values are written")
  else
    check.after([check.lookup('policy/unknown-environment', 'environment', environment.like, environments, file, at)], [name])
    + chain(environment.like, before + [name]);

local completed(name) =
  local what = "environment '" + name + "'";
  local own_fields = check.fields(what, environments[name], fields, if std.isObject(environments[name]) && 'like' in environments[name] then own else required, file, [name], types);
  local inherited = [
    { [f]: environments[other][f] for f in std.objectFields(environments[other]) if !std.member(own + ['like', 'public_host'], f) }
    for other in chain(name)[1:]
  ];
  local whole = std.foldr(function(near, far) far + near, inherited, {}) + own_fields;
  { [f]: whole[f] for f in std.objectFields(whole) if f != 'like' };

{
  // Every environment, complete, by name.
  all: { [name]: completed(name) for name in std.objectFields(environments) },

  // The environment whose value of `values` applies to the environment `env`: itself, or the nearest one that it is like. Null where there is none.
  source(values, env)::
    local written = [e for e in chain(env) if e in values];
    if written == [] then null else written[0],

  // The value of `env`. what: what the values are, for the finding where there is none.
  value(what, values, env, file='', at=[])::
    local from = self.source(values, env);
    if from != null then values[from]
    else check.fail('policy/missing-environment', self.lacks(what, env), at, file, self.help(env)),

  lacks(what, env):: (if what == '' then 'no value' else what + ' has no value') + " for the environment '" + env + "'",
  help(env):: "add '" + env + "', or write `like: '<another environment>'` in its entry of policy/environments.libsonnet",

  // Returns `values`, which name environments, with a value for every environment.
  complete(what, values, file='', at=[])::
    local object = check.type(what, values, 'object', at, file);
    local unknown = [e for e in std.objectFields(object) if !(e in environments)];
    local missing = [e for e in std.objectFields(environments) if $.source(object, e) == null];
    check.unless(
      [
        check.finding('policy/unknown-environment', "unknown environment '" + e + "'", at + [e], file, check.suggest(e, std.objectFields(environments)))
        for e in unknown
      ] + [
        check.finding('policy/missing-environment', $.lacks(what, e), at, file, $.help(e))
        for e in missing
      ],
      { [e]: object[$.source(object, e)] for e in std.objectFields(environments) }
    ),
}
