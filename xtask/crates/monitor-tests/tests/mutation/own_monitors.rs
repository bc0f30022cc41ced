//! The mutants of this repository's monitors: every monitor has some, none equals the monitor, and no two of a monitor are equal.

use std::collections::BTreeMap;

use datadog_simulator::Definition;
use monitor_tests::mutation::{MutantKind, mutants};
use serde_json::Value;

#[test]
fn every_monitor_has_mutants() {
    let mut by_kind: BTreeMap<MutantKind, usize> = BTreeMap::new();
    for (path, json) in test_support::fixtures::monitors("prod") {
        let payload: Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let definition = Definition::from_payload(&payload).unwrap_or_else(|r| panic!("{}: {r}", path.display()));
        let all = mutants(&definition).unwrap_or_else(|r| panic!("{}: {r}", path.display()));
        for mutant in &all {
            *by_kind.entry(mutant.kind).or_default() += 1;
            assert_ne!(
                *mutant.monitor.definition(),
                definition,
                "{}: {}",
                path.display(),
                mutant.change
            );
            let alike = all
                .iter()
                .filter(|other| other.monitor.definition() == mutant.monitor.definition())
                .count();
            assert_eq!(alike, 1, "{}: {}", path.display(), mutant.change);
        }
        for kind in [
            MutantKind::Threshold,
            MutantKind::Scope,
            MutantKind::Route,
            MutantKind::Conditional,
            MutantKind::MissingData,
        ] {
            let may_lack = match definition.kind.as_str() {
                // groups of a service check may be dropped before they have no data
                "service check" => kind == MutantKind::MissingData,
                // what they refer to reads the telemetry
                "slo alert" => matches!(kind, MutantKind::MissingData | MutantKind::Scope),
                "composite" => !matches!(kind, MutantKind::Route | MutantKind::Conditional),
                _ => false,
            };
            assert!(
                may_lack || all.iter().any(|m| m.kind == kind),
                "{} has no mutant of kind {kind}",
                path.display()
            );
        }
    }
    println!("{} mutants: {by_kind:?}", by_kind.values().sum::<usize>());
    assert_eq!(by_kind.len(), MutantKind::ALL.len(), "{by_kind:?}");
}
