// The policy, the metric catalog and every declaration, checked: what the tool reads of them (xtask/crates/render/src/catalog.rs).
local check = import 'lib/check.libsonnet';
local declaration = import 'lib/estate/declaration.libsonnet';
local metrics = import 'lib/estate/metrics.libsonnet';
local policy = import 'lib/estate/policy.libsonnet';
local rules = import 'lib/estate/policy_rules.libsonnet';
local archetypes = import 'registry/archetypes.libsonnet';

check.after(rules, policy {
  metrics: metrics.all,
  archetypes: {
    [a]: check.fields("archetype '" + a + "'", archetypes[a].about, { title: 'as people say it', meaning: 'what a service of this kind is' }, ['title', 'meaning'], 'lib/archetype/' + a + '/archetype.libsonnet')
    for a in std.objectFields(archetypes)
  },
  services: declaration.all,
})
