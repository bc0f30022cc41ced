// The policy, the metric catalog and every declaration, checked: what the tool reads of them (xtask/crates/model/src/catalog.rs).
local parts = import 'lib/assemble/catalog_parts.libsonnet';
local check = import 'lib/check.libsonnet';

check.after(parts.rules, parts.policy { metrics: parts.metrics, archetypes: parts.archetypes, services: parts.services })
