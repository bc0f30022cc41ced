//! The committed pages are what the docs are generated to, and are named as they should be.

use std::collections::BTreeMap;
use std::fs;

#[test]
fn pages_are_written() {
    test_support::fixtures::passes(env!("CARGO_BIN_EXE_checks"), &["docs", "--check"]);
}

/// Decisions are named by their numbers; two of one number would be one name.
#[test]
fn every_decision_has_a_number_of_its_own() {
    let mut names = BTreeMap::new();
    for entry in fs::read_dir(test_support::fixtures::repository().join("docs/decisions")).expect("the decisions") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name");
        let number = name.split('-').next().expect("a number before the dash").to_owned();
        let text = fs::read_to_string(entry.path()).expect("a page");
        assert!(
            text.starts_with(&format!("# {number} ")),
            "{name} does not begin with its number"
        );
        if let Some(other) = names.insert(number, name.clone()) {
            panic!("{other} and {name} have one number");
        }
    }
    assert!(!names.is_empty());
}
