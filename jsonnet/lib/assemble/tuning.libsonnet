// What a service tunes of a monitor: values by field. A value may differ between environments: `{ by_env: { prod: 8, staging: 8 } }`. An environment that it
// does not name has the value of the monitor's own file, unless it is `like` one that it names.
local check = import 'lib/check.libsonnet';
local environment = import 'lib/environment.libsonnet';

local is_by_env(value) = std.isObject(value) && 'by_env' in value;

{
  // Returns what is tuned of one monitor, checked. what: the owner; at: its path in `file`.
  checked(what, fields, file, at)::
    local values(field) =
      local named = 'tune of ' + field + ' of ' + what;
      local path = at + [field, 'by_env'];
      local by_env = check.type('by_env in ' + named, fields[field].by_env, 'object', path, file);
      local unknown = [
        check.lookup('policy/unknown-environment', 'environment', env, environment.all, file, path + [env])
        for env in std.objectFields(by_env)
        if !(env in environment.all)
      ];
      check.after(
        [check.fields(named, fields[field], { by_env: 'values by environment' }, file=file, at=at + [field])] + unknown,
        if by_env == {} then check.fail('service/empty-by-env', 'by_env in ' + named + ' names no environment', path, file, 'name one, or remove the field') else fields[field]
      );
    local tuned = check.type('tune of ' + what, fields, 'object', at, file);
    // `because` is no field of the monitor.
    { [field]: if is_by_env(tuned[field]) then values(field) else tuned[field] for field in std.objectFields(tuned) if field != 'because' },

  // What applies in the environment `env` of what `checked` returned.
  of(fields, env)::
    local by_env(field) = environment.source(fields[field].by_env, env);
    {
      [field]: if is_by_env(fields[field]) then fields[field].by_env[by_env(field)] else fields[field]
      for field in std.objectFields(fields)
      if !is_by_env(fields[field]) || by_env(field) != null
    },
}
