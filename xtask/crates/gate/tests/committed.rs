//! The committed pages are what the docs are generated to, and are named as they should be.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

fn check(verb: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_gate"))
        .args(verb)
        .arg("--root")
        .arg(fixtures::repository())
        .output()
        .expect("the command runs");
    let printed = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{printed}");
}

#[test]
fn pages_are_written() {
    check(&["docs", "--check"]);
}

/// Decisions are named by their numbers; two of one number would be one name.
#[test]
fn every_decision_has_a_number_of_its_own() {
    let mut names = BTreeMap::new();
    for entry in fs::read_dir(fixtures::repository().join("docs/decisions")).expect("the decisions") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name");
        let number = name.split('-').next().expect("a number before the dash").to_owned();
        let text = fs::read_to_string(entry.path()).expect("a page");
        assert!(text.starts_with(&format!("# {number} ")), "{name} does not begin with its number");
        if let Some(other) = names.insert(number, name.clone()) {
            panic!("{other} and {name} have one number");
        }
    }
    assert!(!names.is_empty());
}
