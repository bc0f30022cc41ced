//! Real outputs of verbs, compared with what is declared of them.
//!
//! Functions here panic if a test cannot continue.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// Runs the command, and returns what it prints on standard output, which must be as declared for the verb.
///
/// # Panics
/// If it is not.
pub fn printed(verb: &str, command: &mut Command) -> Value {
    let output = command.output().expect("the command runs");
    let read = serde_json::from_slice(&output.stdout);
    let value = read.unwrap_or_else(|error| {
        let texts = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
        panic!("{verb}: {error}:\n{}", texts.concat())
    });
    declared(verb, &value);
    value
}

/// Compares the outputs that are tested with those that are declared for `verbs`: a verb without a test of its real output fails here.
///
/// # Panics
/// If they differ.
pub fn all_tested<'t>(verbs: &[String], tested: impl IntoIterator<Item = &'t str>) {
    let is_of = |output: &str| {
        let verb = output.split(" --").next().unwrap_or_default();
        let is_it = |known: &String| {
            known
                .strip_prefix(verb)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        verbs.iter().any(is_it)
    };
    let declared: BTreeSet<&str> = json_outputs::outputs()
        .iter()
        .map(|output| output.verb)
        .filter(|output| is_of(output))
        .collect();
    let undeclared = verbs.iter().find(|verb| {
        let above = verb.rsplit_once(' ').map_or("", |(above, _)| above);
        ![verb.as_str(), above].iter().any(|verb| declared.contains(verb))
    });
    assert_eq!(undeclared, None, "it has no declared output");
    assert_eq!(
        tested.into_iter().collect::<BTreeSet<_>>(),
        declared,
        "left: the outputs that are tested; right: those that are declared for these verbs"
    );
}

/// Compares an output with what is declared for the verb.
///
/// # Panics
/// If they differ, or nothing is declared.
pub fn declared(verb: &str, value: &Value) {
    let output = json_outputs::output(verb).unwrap_or_else(|| panic!("no output of '{verb}' is declared"));
    let refusal = output.shape.refusal(value);
    assert_eq!(refusal, None, "'{verb}' prints something else than declared: {value}");
}
