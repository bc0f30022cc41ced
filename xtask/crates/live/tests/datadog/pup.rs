use std::process::Command;

use serde_json::Value;
use test_support::tree::Run;

use crate::estate::{Estate, LIVE};

/// The binary under the name of an extension of `pup`.
fn extension(estate: &Estate, args: &[&str], variables: &[(&str, &str)]) -> Run {
    let file = estate.tree.path("pup-scribemed");
    if !file.exists() {
        std::fs::copy(LIVE, &file).expect("a copy");
    }
    let prepared = estate.command(args);
    let mut command = Command::new(file);
    command.args(prepared.get_args());
    for (name, value) in prepared.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
        .envs(variables.iter().copied())
        .output()
        .expect("the binary runs")
        .into()
}

#[test]
fn settings_of_the_session_are_honoured() {
    let estate = Estate::synced();
    let json = extension(&estate, &["plan"], &[("PUP_OUTPUT", "json"), ("DD_ORG", "scribemed")]);
    assert!(
        serde_json::from_str::<Value>(&json.text).is_ok_and(|report| report["changes"] == serde_json::json!([])),
        "{}",
        json.text
    );
    let refused = extension(&estate, &["plan"], &[("PUP_OUTPUT", "csv")]);
    assert!(
        refused.code == Some(2) && refused.text.contains("PUP_OUTPUT 'csv' is not supported"),
        "{}",
        refused.text
    );
    let other = extension(&estate, &["plan"], &[("DD_ORG", "scribmed")]);
    assert!(
        other.code == Some(2) && other.text.contains("did you mean 'scribemed'?"),
        "{}",
        other.text
    );
    let read_only = extension(
        &estate,
        &["orphans", "--delete", "--without-cluster"],
        &[("PUP_READ_ONLY", "1")],
    );
    assert!(
        read_only.code == Some(2) && read_only.text.contains("PUP_READ_ONLY is set"),
        "{}",
        read_only.text
    );
}

#[test]
fn questions_are_answered_with_yes_where_the_session_says_so() {
    let estate = Estate::synced();
    std::fs::remove_file(estate.tree.path(crate::estate::MONITOR)).expect("a file");
    let run = extension(
        &estate,
        &["orphans", "--delete", "--without-cluster"],
        &[("PUP_AUTO_APPROVE", "true")],
    );
    assert!(
        run.code == Some(0) && run.text.contains("deleted monitor"),
        "{}",
        run.text
    );
}

#[test]
fn a_token_of_the_session_is_used() {
    let estate = Estate::new();
    let run = extension(
        &estate,
        &["plan"],
        &[("DD_ACCESS_TOKEN", "t"), ("DD_API_KEY", ""), ("DD_APP_KEY", "")],
    );
    assert!(!estate.datadog.journal.entries().is_empty(), "{}", run.text);
}
