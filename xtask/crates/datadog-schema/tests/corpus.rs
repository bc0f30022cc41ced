//! Definitions written by others, and accepted by Datadog's API, match the tables.

use datadog_schema::payload::{Origin, PayloadKind, Severity};
use serde_json::Value;

/// Shipped definitions that the API would reject, and why.
const WRONG: &[(&str, &str)] = &[];

fn errors(kind: PayloadKind, file: &str, key: &str) -> Vec<String> {
    let Some(corpus) = test_support::fixtures::corpus() else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for line in test_support::fixtures::corpus_lines(&corpus, file) {
        let line: Value = serde_json::from_str(&line).expect("the corpus is JSON");
        let source = line["source"].as_str().unwrap_or_default();
        let errors = kind
            .check_schema(&line[key], Origin::Written)
            .into_iter()
            .filter(|p| p.severity == Severity::Error);
        let errors: Vec<_> = errors
            .map(|p| format!("{source} {}: {}: {}", p.path, p.rule, p.message))
            .collect();
        match WRONG.iter().find(|(wrong, _)| *wrong == source) {
            Some(_) if errors.is_empty() => out.push(format!("{source} is listed as wrong and passes")),
            Some(_) => {}
            None => out.extend(errors),
        }
    }
    out
}

#[test]
fn accepted_definitions_match_the_tables() {
    let all = [
        errors(PayloadKind::Monitor, "monitors.jsonl", "monitor"),
        errors(PayloadKind::Dashboard, "dashboards.jsonl", "dashboard"),
        errors(PayloadKind::Slo, "slos.jsonl", "slo"),
        errors(PayloadKind::Downtime, "downtimes.jsonl", "downtime"),
    ]
    .concat();
    assert!(all.is_empty(), "{} problems\n{}", all.len(), all.join("\n"));
}
