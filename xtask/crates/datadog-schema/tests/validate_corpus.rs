//! Definitions written by others: those that Datadog accepted have no error, those that it rejected have one for the same reason.

use datadog_schema::payload::{PayloadKind, Problem, Severity};
use serde_json::Value;

/// Shipped definitions that are wrong themselves, and why.
const WRONG: &[(&str, &str)] = &[(
    "core:traefik_mesh/assets/dashboards/traefik_mesh_overview.json",
    "'$routercode:3*' gives a value to a template variable, which has one already",
)];

const ACCEPTED: [(PayloadKind, &str, &str); 4] = [
    (PayloadKind::Monitor, "monitors.jsonl", "monitor"),
    (PayloadKind::Dashboard, "dashboards.jsonl", "dashboard"),
    (PayloadKind::Slo, "slos.jsonl", "slo"),
    (PayloadKind::Downtime, "downtimes.jsonl", "downtime"),
];

fn errors(kind: PayloadKind, definition: &Value) -> Vec<Problem> {
    let problems = datadog_schema::validate::payload(kind, definition);
    problems
        .into_iter()
        .filter(|problem| problem.severity == Severity::Error)
        .collect()
}

#[test]
fn accepted_definitions_have_no_error() {
    let Some(corpus) = test_support::fixtures::corpus() else {
        return;
    };
    let mut unexpected = Vec::new();
    for (kind, file, key) in ACCEPTED {
        for line in test_support::fixtures::corpus_lines(&corpus, file) {
            let line: Value = serde_json::from_str(&line).expect("the corpus is JSON");
            let source = line["source"].as_str().unwrap_or_default();
            let errors = errors(kind, &line[key]);
            let known = WRONG.iter().any(|(wrong, _why)| *wrong == source);
            match (known, errors.is_empty()) {
                (true, true) => unexpected.push(format!("{source} is listed as wrong and has no error")),
                (true, false) => {}
                (false, _) => unexpected.extend(
                    errors
                        .iter()
                        .map(|p| format!("{source} {}: {}: {}", p.path, p.rule, p.message)),
                ),
            }
        }
    }
    assert!(
        unexpected.is_empty(),
        "{} errors\n{}",
        unexpected.len(),
        unexpected.join("\n")
    );
}

/// A part of the API's response, the end of our error's path, and the start of its message.
const REASONS: &[(&str, &str, &str)] = &[
    (
        "Minimum number of elements in parameter 'values' should be 1",
        "/values",
        "minimum number of elements in 'values' is 1",
    ),
    (
        "Minimum length of parameter 'defaults' should be 1",
        "/defaults/0",
        "minimum length of 'defaults' is 1",
    ),
    (
        "The value provided for parameter 'query' is invalid: invalid operator specified: ",
        "/query",
        "no monitor query starts with 'query'",
    ),
];

#[test]
fn rejected_definitions_are_rejected_for_the_same_reason() {
    let Some(corpus) = test_support::fixtures::corpus() else {
        return;
    };
    for line in test_support::fixtures::corpus_lines(&corpus, "rejections.jsonl") {
        let line: Value = serde_json::from_str(&line).expect("the corpus is JSON");
        let kind = if line["path"].as_str().is_some_and(|path| path.contains("dashboard")) {
            PayloadKind::Dashboard
        } else {
            PayloadKind::Monitor
        };
        let response = line["response"].as_str().unwrap_or_default();
        let (_, path, message) = REASONS
            .iter()
            .find(|(answer, ..)| response.contains(answer))
            .unwrap_or_else(|| panic!("no reason for {response}"));
        let errors = errors(kind, &line["body"]);
        let found = errors
            .iter()
            .any(|problem| problem.path.ends_with(path) && problem.message.starts_with(message));
        assert!(found, "{response}\n{errors:#?}");
    }
}
