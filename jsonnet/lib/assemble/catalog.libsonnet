// The policy, the metric catalog and every declaration, checked: what the tool reads of them (xtask/crates/render/src/catalog.rs).
local declaration = import 'lib/assemble/declaration.libsonnet';
local metrics = import 'lib/assemble/metrics.libsonnet';
local policy = import 'lib/assemble/policy.libsonnet';
local rules = import 'lib/assemble/policy_rules.libsonnet';
local check = import 'lib/check.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

check.after(rules, policy {
  metrics: metrics.all,
  archetypes: {
    [a]: check.fields("archetype '" + a + "'", archetypes[a].about, { title: 'as people say it', meaning: 'what a service of this kind is' }, ['title', 'meaning'], 'lib/archetype/' + a + '/archetype.libsonnet')
    for a in std.objectFields(archetypes)
  },
  services: declaration.all,
})
