// The parts of the catalog. The tool evaluates them one by one when the catalog as a whole fails, to report every finding.
local declaration = import 'lib/assemble/declaration.libsonnet';
local metrics = import 'lib/assemble/metrics.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';
local rules = import 'lib/assemble/policy_rules.libsonnet';
local check = import 'lib/check.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

local fields = { title: 'the name in full', meaning: 'what a service of this kind is' };
local types = { title: 'string', meaning: 'string' };

{
  policy: policy,
  rules: rules,
  metrics: metrics.all,
  archetypes: {
    [a]: check.fields("archetype '" + a + "'", archetypes[a].about, fields, std.objectFields(fields), 'lib/archetype/' + a + '/archetype.libsonnet', [], types)
    for a in std.objectFields(archetypes)
  },
  services: declaration.all,
}
