// A service's declaration (jsonnet/services/<service>/service.libsonnet), checked and completed.
local log_volume = import 'lib/assemble/log_volume.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';
local tuning = import 'lib/assemble/tuning.libsonnet';
local check = import 'lib/check.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';
local services = import 'registry/services.libsonnet';

local fields = {
  title: 'the name in full',
  purpose: 'what it does for clinicians, as a clause',
  team: 'the owning team, of policy/teams.libsonnet',
  tier: '1 (clinicians cannot work without it), 2 (they are slowed down) or 3',
  runs: "how it runs: { kind: 'deployment' | 'stateful-set' | 'daemon-set' | 'managed', language, replicas }",
  archetypes: 'what kinds of service it is; each brings monitors, SLOs and widgets',
  consumes: "the queues and topics it consumes, as 'rabbitmq/<queue>' or 'kafka/<topic>'",
  produces: 'the queues and topics it writes to',
  depends_on: 'the services it needs',
  slos: 'the targets, by SLO',
  tune: "parameters of archetypes' monitors that are different here, by monitor; one that differs by environment is { by_env: { <environment>: <value> } }, and `because` is the reason",
  without: "archetypes' monitors that do not apply here: monitor -> reason",
  logs: 'the logs it is expected to write: { million_events_per_day: { <environment>: <number> } }',
};
local types = {
  title: 'string',
  purpose: 'string',
  team: 'string',
  archetypes: 'strings',
  consumes: 'strings',
  produces: 'strings',
  depends_on: 'strings',
  slos: 'object',
  tune: 'object',
  without: 'object',
};
local kinds = ['deployment', 'stateful-set', 'daemon-set', 'managed'];
local run_fields = { kind: 'one of ' + std.join(', ', kinds), language: 'node or python', replicas: 'how many' };
local target_types = { target_percent: 'number', window: 'string', under_s: 'number' };

{
  // Every service, completed.
  all:: { [name]: $.of(name) for name in std.objectFields(services) },

  of(name)::
    local file = 'services/' + name + '/service.libsonnet';
    local what = "service '" + name + "'";
    local d = check.fields(what, services[name], fields, ['title', 'purpose', 'team', 'tier', 'runs', 'archetypes'], file, types=types);
    local list(field) = if field in d then d[field] else [];
    local object(field) = if field in d then d[field] else {};
    local known_service(s, at) =
      check.after([check.lookup('service/unknown', 'service', s, services, file, at, 'jsonnet/services/' + s + '/service.libsonnet')], s);
    local other(s, at) =
      if s == name then check.fail('service/own-dependency', what + ' names itself in ' + at[0], at[:1], file, 'name the services that it cannot work without, and what carries its jobs')
      else known_service(s, at);
    // Without its reason, a dropped monitor is dropped for ever: a later reader cannot check whether the reason still holds.
    local reasoned(monitor, reason) =
      if std.isString(reason) && std.stripChars(reason, ' \t\r\n') != '' then reason
      else check.fail('service/missing-reason', what + " drops the monitor '" + monitor + "' without a reason", ['without', monitor], file, "write in 'without' why it does not fit here");
    // The archetype of a broker names the kind of its streams, so that a second cluster may have any name.
    local carrier(broker, at) =
      local carriers = [a for a in services[broker].archetypes if a == 'rabbitmq' || a == 'kafka'];
      if carriers != [] then carriers[0]
      else check.fail('service/no-broker', what + ": '" + broker + "' carries no queues or topics", at, file, "name a service with the archetype 'rabbitmq' or 'kafka'", broker);
    local stream(s, at, service=known_service) =
      local parts = std.splitLimit(s, '/', 1);
      if std.length(parts) == 2 && std.length(parts[1]) > 0 then { broker: service(parts[0], at), kind: carrier(self.broker, at), name: parts[1] }
      else check.fail('service/stream', what + ": '" + s + "' does not name a stream", at, file, "write '<service>/<queue or topic>'", s);
    // A title is part of the titles of alerts and dashboards, a purpose part of their sentences.
    local clause(field) =
      local blank = std.stripChars(d[field], ' \t\r\n') == '';
      if !blank && std.findSubstr('\n', d[field]) == [] then d[field]
      else check.fail('service/text', what + ': ' + field + (if blank then ' must not be empty' else ' must be one line'), [field], file, 'write ' + fields[field]);
    // What is named twice would be drawn, counted and watched twice.
    local once(field) =
      local names = list(field);
      local again = [i for i in std.range(1, std.length(names) - 1) if std.member(names[:i], names[i])];
      if again == [] then names
      else check.fail('service/named-twice', what + " names '" + names[again[0]] + "' twice in " + field, [field, again[0]], file, 'remove one of them');
    local runs = check.fields('runs of ' + what, d.runs, run_fields, ['kind'], file, ['runs'], { kind: 'string', language: 'string', replicas: 'whole' });
    {
      name: name,
      file: file,
      title: clause('title'),
      purpose: clause('purpose'),
      team: check.after([check.lookup('service/unknown-team', 'team', d.team, policy.teams, file, ['team'])], d.team),
      tier:
        if std.member([1, 2, 3], d.tier) then d.tier
        else check.fail('service/tier', what + ': tier must be 1, 2 or 3, not ' + check.show(d.tier), ['tier'], file, if std.isString(d.tier) then 'write the number without quotes' else ''),
      runs: runs {
        kind: check.one_of('service/kind', 'runs.kind of ' + what, runs.kind, kinds, file, ['runs', 'kind']),
        [if 'language' in runs then 'language']: check.one_of('service/language', 'runs.language of ' + what, runs.language, ['node', 'python'], file, ['runs', 'language']),
      },
      archetypes: std.mapWithIndex(
        function(i, a) check.after([check.lookup('service/unknown-archetype', 'archetype', a, archetypes, file, ['archetypes', i])], a),
        once('archetypes')
      ),
      consumes: std.mapWithIndex(function(i, s) stream(s, ['consumes', i], other), once('consumes')),
      produces: std.mapWithIndex(function(i, s) stream(s, ['produces', i]), once('produces')),
      depends_on: std.mapWithIndex(function(i, s) other(s, ['depends_on', i]), once('depends_on')),
      slos: std.mapWithKey(
        function(slo, target)
          check.type("SLO '" + slo + "' of " + what, target, 'object', ['slos', slo], file) {
            [f]: check.type(f + " of SLO '" + slo + "' of " + what, target[f], target_types[f], ['slos', slo, f], file)
            for f in std.objectFields(target_types)
            if f in target
          },
        object('slos')
      ),
      tune: std.mapWithKey(function(monitor, args) tuning.checked("'" + monitor + "' in " + what, args, file, ['tune', monitor]), object('tune')),
      tune_because: {
        [monitor]: check.type("because of tune of '" + monitor + "' in " + what, object('tune')[monitor].because, 'string', ['tune', monitor, 'because'], file)
        for monitor in std.objectFields(object('tune'))
        if std.isObject(object('tune')[monitor]) && 'because' in object('tune')[monitor]
      },
      without: std.mapWithKey(reasoned, object('without')),
      // null: the volume that policy/costs.libsonnet expects of every service.
      logs:
        if !('logs' in d) then null
        else
          local logs = check.fields('logs of ' + what, d.logs, { million_events_per_day: 'by environment' }, ['million_events_per_day'], file, ['logs']);
          { million_events_per_day: log_volume.checked('logs of ' + what, logs.million_events_per_day, file, ['logs', 'million_events_per_day']) },
    },
}
