//! The committed docs are up to date, maintenance windows are valid, and decisions have unique numbers.

use std::collections::BTreeMap;
use std::fs;

#[test]
fn docs_are_up_to_date() {
    test_support::fixtures::passes(env!("CARGO_BIN_EXE_checks"), &["docs", "--check"]);
}

/// On a day before every window that happens once, so that no test starts to fail when time passes.
#[test]
fn maintenance_windows_are_valid() {
    test_support::fixtures::passes(env!("CARGO_BIN_EXE_checks"), &["maintenance", "--at", "2026-12-01"]);
}

/// A decision is referred to by its number.
#[test]
fn every_decision_has_a_unique_number() {
    let mut names = BTreeMap::new();
    for entry in fs::read_dir(test_support::fixtures::repository().join("docs/decisions")).expect("the decisions") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name");
        let number = name.split('-').next().expect("a number before the dash").to_owned();
        let text = fs::read_to_string(entry.path()).expect("a page");
        assert!(
            text.starts_with(&format!("# {number} ")),
            "{name} does not begin with a number"
        );
        if let Some(other) = names.insert(number, name.clone()) {
            panic!("{other} and {name} have the same number");
        }
    }
    assert!(!names.is_empty());
}
