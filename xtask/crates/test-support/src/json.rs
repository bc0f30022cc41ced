//! Real outputs of verbs, compared with what is declared of them.
//!
//! Functions here panic if a test cannot continue.

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

/// Compares an output with what is declared for the verb.
///
/// # Panics
/// If they differ, or nothing is declared.
pub fn declared(verb: &str, value: &Value) {
    let output = json_outputs::output(verb).unwrap_or_else(|| panic!("no output of '{verb}' is declared"));
    let refusal = output.shape.refusal(value);
    assert_eq!(refusal, None, "'{verb}' prints something else than declared: {value}");
}
