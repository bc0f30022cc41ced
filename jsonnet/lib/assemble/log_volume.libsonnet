// An expected volume of logs: millions of events a day, by environment. The policy gives it for every service, a declaration for its own.
local check = import 'lib/check.libsonnet';
local environment = import 'lib/environment.libsonnet';

{
  amount(what, value, at, file)::
    if std.isNumber(value) && value >= 0 then value
    else check.fail('policy/amount', what + ' must be a number that is not negative, not ' + check.show(value), at, file),

  // Returns `values` with a value for every environment.
  checked(what, values, file, at)::
    local name = 'million_events_per_day in ' + what;
    local whole = environment.complete(name, values, file, at);
    { [env]: $.amount(name + " of '" + env + "'", whole[env], at + [env], file) for env in std.objectFields(whole) },
}
