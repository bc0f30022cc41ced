// The catalog: every metric that a signal may name, from policy/metrics/<source>.libsonnet.
local check = import 'lib/check.libsonnet';
local platform = import 'policy/platform.libsonnet';
local tag_schema = import 'policy/tags.libsonnet';
local sources = import 'registry/metrics.libsonnet';

// Every metric carries these: unified service tagging and the owner. Only what a pod sends or the kubelet reports of it has the version, from the pod's
// labels; a store or a cloud provider that an integration asks knows none.
local everywhere = ['env', 'service', 'team'];
local versioned = ['apm', 'custom', 'kubernetes'];

local entry_fields = {
  type: "'count', 'gauge' or 'distribution'",
  unit: "the unit, in Datadog's names",
  tags: 'the tags it carries besides env, service and team, and version where its source has it',
  meaning: 'what it counts or measures, and what emits it',
};

local optional_fields = {
  per_unit: "the unit that it is counted per, in Datadog's names: 'second' of a rate",
  cumulative: 'true of a gauge that only rises: a counter that its integration sends as a level. Signals count what is added to it',
  percentiles: 'true of a distribution whose percentiles are switched on: queries by percentile and by threshold need them, and Datadog bills for them',
  languages: 'the languages whose services send it, if not all do',
  replicated: 'true if every replica of a service reports the same value: their sum means nothing',
};
local types = { type: 'string', unit: 'string', per_unit: 'string', cumulative: 'boolean', percentiles: 'boolean', languages: 'strings', replicated: 'boolean', tags: 'strings', meaning: 'string' };

// The full name. The catalog names our own metrics without the prefix of the platform, which all of them get.
local full_name(source, name, file) =
  local prefix = platform.metric_prefix;
  if source != 'custom' then name
  else if std.startsWith(name, prefix) then
    check.fail('metric/prefix', "metric '" + name + "' has the prefix '" + prefix + "', which the catalog adds", [name], file, "name it '" + name[std.length(prefix):] + "', here and where it is used")
  else prefix + name;

// A flag that only metrics of one type may have.
local flag(name, e, field, type, file) =
  local set = std.get(e, field, false);
  if set && e.type != type then
    check.fail('metric/' + field, "metric '" + name + "' is a " + e.type + ': only a ' + type + " has '" + field + "'", [name, field], file, "remove '" + field + "'")
  else set;

local meaning_of(tag, name, file) =
  if tag in tag_schema then tag_schema[tag].meaning
  else
    local help = check.suggest(tag, std.objectFields(tag_schema), 'jsonnet/policy/tags.libsonnet');
    check.fail('metric/unknown-tag', "metric '" + name + "' has the tag '" + tag + "', which is not declared", [name, 'tags'], file, help, tag);

local entry(source, name, given) =
  local file = 'policy/metrics/' + source + '.libsonnet';
  local e = check.fields("metric '" + name + "'", given, entry_fields + optional_fields, std.objectFields(entry_fields), file, [name], types);
  {
    name: full_name(source, name, file),
    source: source,
    type: check.one_of('metric/unknown-type', "type of metric '" + name + "'", e.type, ['count', 'gauge', 'distribution'], file, [name, 'type']),
    unit: e.unit,
    per_unit: std.get(e, 'per_unit'),
    cumulative: flag(name, e, 'cumulative', 'gauge', file),
    percentiles: flag(name, e, 'percentiles', 'distribution', file),
    languages: std.get(e, 'languages'),
    replicated: std.get(e, 'replicated', false),
    meaning: e.meaning,
    // An object, as a set with quick lookups.
    tags: { [t]: meaning_of(t, name, file) for t in everywhere + (if std.member(versioned, source) then ['version'] else []) + e.tags },
  };

local all = {
  [name]: entry(source, name, sources[source][name])
  for source in std.objectFields(sources)
  for name in std.objectFields(sources[source])
};

{
  all:: all,
  // The entry of a metric by its name; custom metrics are named without their prefix.
  find(name):: if name in all then all[name] else check.lookup('metric/unknown', 'metric', name, all, place='jsonnet/policy/metrics/custom.libsonnet'),
}
