// An expected volume of logs: millions of events a day, by environment. The policy states it for every service, a declaration for its own.
local check = import 'lib/check.libsonnet';
local environments = import 'policy/environments.libsonnet';

local fields = { [env]: "events a day in '" + env + "', in millions" for env in std.objectFields(environments) };

{
  amount(what, value, at, file)::
    if std.isNumber(value) && value >= 0 then value
    else check.fail('policy/amount', what + ' must be a number that is not negative, not ' + std.manifestJsonMinified(value), at, file),

  // `given`, which must name every environment.
  checked(what, given, file)::
    local whole = check.fields('million_events_per_day in ' + what, given, fields, std.objectFields(fields), file);
    { [env]: $.amount('million_events_per_day in ' + what + " of '" + env + "'", whole[env], env, file) for env in std.objectFields(whole) },
}
