// A service's declaration (jsonnet/services/<service>/service.libsonnet), checked and completed.
local log_volume = import 'lib/assemble/log_volume.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';
local check = import 'lib/check.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';
local services = import 'registry/services.libsonnet';

local fields = {
  title: 'the name as people say it',
  purpose: 'what it does for clinicians, as a clause',
  team: 'the owning team, of policy/teams.libsonnet',
  tier: '1 (clinicians cannot work without it), 2 (they are slowed down) or 3',
  runs: "how it runs: { kind: 'deployment' | 'stateful-set' | 'daemon-set' | 'managed', language, replicas }",
  archetypes: 'what kinds of service it is; each brings monitors, SLOs and widgets',
  consumes: "the queues and topics it consumes, as 'rabbitmq/<queue>' or 'kafka/<topic>'",
  produces: 'the queues and topics it writes to',
  depends_on: 'the services it needs',
  slos: 'the targets, by SLO',
  tune: "parameters of archetypes' monitors that are different here, by monitor",
  without: "archetypes' monitors that are not wanted here: monitor -> reason",
  logs: 'the logs it is expected to write: { million_events_per_day: { <environment>: <number> } }',
};

local kinds = ['deployment', 'stateful-set', 'daemon-set', 'managed'];

{
  // Every service, completed.
  all:: { [name]: $.of(name) for name in std.objectFields(services) },

  of(name)::
    local given = services[name];
    local file = 'services/' + name + '/service.libsonnet';
    local what = "service '" + name + "'";
    local d = check.fields(what, given, fields, ['title', 'purpose', 'team', 'tier', 'runs', 'archetypes'], file);
    local list(field) = if field in d then d[field] else [];
    local object(field) = if field in d then d[field] else {};
    local known_service(s) = if s in services then s else check.lookup('service/unknown', 'service', s, services, file);
    local other(field, s) =
      if s == name then check.fail('service/own-dependency', what + ' names itself in ' + field, field, file, 'name the services that it cannot work without, and what carries its jobs')
      else known_service(s);
    // What is dropped without a reason is dropped for ever: nobody can tell later whether it still holds.
    local reasoned(monitor, reason) =
      if std.isString(reason) && std.stripChars(reason, ' \t\r\n') != '' then reason
      else check.fail('service/missing-reason', what + " drops the monitor '" + monitor + "' without a reason", monitor, file, "say in 'without' why it does not fit here, for whoever reads it in a year");
    // What carries a stream is told by the archetype of its broker, so that a second cluster may have any name.
    local carried(broker) =
      local kinds = [a for a in services[broker].archetypes if a == 'rabbitmq' || a == 'kafka'];
      if kinds != [] then kinds[0]
      else check.fail('service/no-broker', what + ": '" + broker + "' carries no queues or topics", broker, file, "name a service with the archetype 'rabbitmq' or 'kafka'");
    local stream(s, service=known_service) =
      local parts = std.splitLimit(s, '/', 1);
      if std.length(parts) == 2 && std.length(parts[1]) > 0 then { broker: service(parts[0]), kind: carried(self.broker), name: parts[1] }
      else check.fail('service/stream', what + ": '" + s + "' does not name a stream", s, file, "write '<service>/<queue or topic>'");
    local runs = check.fields('runs of ' + what, d.runs, { kind: 'one of ' + std.join(', ', kinds), language: 'node or python', replicas: 'how many' }, ['kind'], file);
    {
      name: name,
      file: file,
      title: d.title,
      purpose: d.purpose,
      team: if d.team in policy.teams then d.team else check.lookup('service/unknown-team', 'team', d.team, policy.teams, file),
      tier: if std.member([1, 2, 3], d.tier) then d.tier else check.fail('service/tier', what + ': tier must be 1, 2 or 3, not ' + std.toString(d.tier), 'tier', file),
      runs: runs {
        kind: check.one_of('service/kind', 'runs.kind of ' + what, runs.kind, kinds, file),
        [if 'language' in runs then 'language']: check.one_of('service/language', 'runs.language of ' + what, runs.language, ['node', 'python'], file),
      },
      archetypes: [if a in archetypes then a else check.lookup('service/unknown-archetype', 'archetype', a, archetypes, file) for a in d.archetypes],
      consumes: [stream(s, function(broker) other('consumes', broker)) for s in list('consumes')],
      produces: [stream(s) for s in list('produces')],
      depends_on: [other('depends_on', s) for s in list('depends_on')],
      slos: object('slos'),
      tune: object('tune'),
      without: std.mapWithKey(reasoned, object('without')),
      // null: what policy/costs.libsonnet expects of every service.
      logs:
        if !('logs' in d) then null
        else
          local logs = check.fields('logs of ' + what, d.logs, { million_events_per_day: 'by environment' }, ['million_events_per_day'], file);
          { million_events_per_day: log_volume.checked('logs of ' + what, logs.million_events_per_day, file) },
    },
}
