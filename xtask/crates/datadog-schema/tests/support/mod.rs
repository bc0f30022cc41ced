//! Problems of payloads as lines.

use datadog_schema::payload::{PayloadKind, Severity};
use serde_json::Value;

/// The problems of a payload, a line each: severity, rule, pointer, message, and what is underlined.
pub(crate) fn check(kind: PayloadKind, payload: &Value) -> Vec<String> {
    let problems = datadog_schema::validate::payload(kind, payload);
    let line = |problem: datadog_schema::payload::Problem| {
        let severity = if problem.severity == Severity::Error {
            "error"
        } else {
            "warning"
        };
        let text = payload.pointer(&problem.path).and_then(Value::as_str);
        let underlined = problem.span.map(|span| {
            format!(
                " [{}]",
                text.and_then(|text| text.get(span))
                    .expect("a span lies within its text")
            )
        });
        format!(
            "{severity} {} {}: {}{}",
            problem.rule,
            problem.path,
            problem.message,
            underlined.unwrap_or_default()
        )
    };
    problems.into_iter().map(line).collect()
}
