use std::os::unix::fs::PermissionsExt;
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
    let refused = extension(&estate, &["plan"], &[("PUP_OUTPUT", "xml")]);
    assert!(
        refused.code == Some(2) && refused.text.contains("PUP_OUTPUT 'xml' is not supported"),
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

/// A double of `pup format`, which prints what it was asked for and the fields of the JSON that it got.
const FORMAT: &str = r#"#!/bin/sh
json=$(cat)
test "$1 $2" = "format --output" && test "$PUP_FILTER" != "(" || exit 3
case "$json" in '{'*'}') ;; *) exit 4 ;; esac
echo "as $3, filter '$PUP_FILTER'"
"#;

fn with_pup(estate: &Estate, args: &[&str], variables: &[(&str, &str)]) -> Run {
    estate.tree.write("bin/pup", FORMAT);
    let file = estate.tree.path("bin/pup");
    let mut mode = std::fs::metadata(&file).expect("a file").permissions();
    mode.set_mode(0o755);
    std::fs::set_permissions(&file, mode).expect("the mode is set");
    let path = format!(
        "{}:{}",
        estate.tree.path("bin").display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let variables = [variables, &[("PATH", path.as_str())]].concat();
    extension(estate, args, &variables)
}

#[test]
fn pup_itself_renders_other_formats_and_filters() {
    let estate = Estate::synced();
    for (args, variables, expected) in [
        (&["plan"][..], &[("PUP_OUTPUT", "yaml")][..], "as yaml, filter ''\n"),
        (&["plan"], &[("PUP_OUTPUT", "csv")], "as csv, filter '.changes'\n"),
        (&["status"], &[("PUP_OUTPUT", "tsv")], "as tsv, filter '.services'\n"),
        (&["orphans"], &[("PUP_OUTPUT", "csv")], "as csv, filter '.orphans'\n"),
        (
            &["validate", "--all"],
            &[("PUP_OUTPUT", "csv")],
            "as csv, filter '.findings'\n",
        ),
        (
            &["plan"],
            &[("PUP_OUTPUT", "json"), ("PUP_FILTER", ".counts")],
            "as json, filter '.counts'\n",
        ),
        (
            &["status"],
            &[("PUP_OUTPUT", "table"), ("PUP_FILTER", ".at")],
            "as table, filter '.at'\n",
        ),
        // A flag of the verb wins over the session.
        (
            &["plan", "--format", "json"],
            &[("PUP_OUTPUT", "csv"), ("PUP_FILTER", ".risk")],
            "as json, filter '.risk'\n",
        ),
    ] {
        let run = with_pup(&estate, args, variables);
        assert_eq!(
            (run.code, run.text.as_str()),
            (Some(0), expected),
            "{args:?} {variables:?}"
        );
    }
    let markdown = with_pup(&estate, &["status", "--format", "markdown"], &[("PUP_OUTPUT", "csv")]);
    assert!(
        markdown.code == Some(0) && markdown.text.starts_with("| service |"),
        "{}",
        markdown.text
    );
}

#[test]
fn what_pup_cannot_render_is_no_success() {
    let estate = Estate::synced();
    let refused = with_pup(&estate, &["plan"], &[("PUP_OUTPUT", "json"), ("PUP_FILTER", "(")]);
    assert!(
        refused.code == Some(2) && refused.text.contains("`pup format` failed with exit status: 3"),
        "{}",
        refused.text
    );
    let absent = extension(&estate, &["plan"], &[("PUP_OUTPUT", "csv"), ("PATH", "/nowhere")]);
    assert!(
        absent.code == Some(2) && absent.text.contains("cannot run `pup format`"),
        "{}",
        absent.text
    );
    let markdown = with_pup(&estate, &["plan", "--format", "markdown"], &[("PUP_FILTER", ".risk")]);
    assert!(
        markdown.code == Some(2) && markdown.text.contains("--jq selects from JSON"),
        "{}",
        markdown.text
    );
}

/// Nothing of pup holds for a binary that has another name.
#[test]
fn a_filter_of_the_environment_is_of_the_extension_alone() {
    let estate = Estate::synced();
    let plain = estate
        .command(&["plan", "--format", "json"])
        .env("PUP_FILTER", "(")
        .output();
    let plain = plain.expect("the binary runs");
    assert!(serde_json::from_slice::<Value>(&plain.stdout).is_ok_and(|report| report["changes"].is_array()));
}

#[test]
fn questions_are_answered_with_yes_where_the_session_says_so() {
    let estate = Estate::synced();
    estate.undeclare();
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
