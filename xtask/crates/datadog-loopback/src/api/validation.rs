//! Checks payloads by our own tables and rules, and words what they find as Datadog does where that is recorded.

use datadog_schema::payload::{PayloadKind, Problem, Severity};
use datadog_schema::validate;
use serde_json::Value;

use crate::answer::Refusal;

/// Refuses a payload that Datadog would refuse.
pub(crate) fn check(kind: PayloadKind, payload: &Value) -> Result<(), Refusal> {
    let problems = validate::payload(kind, payload);
    let mut errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    // Datadog answers with the first problem alone.
    match errors.next() {
        Some(problem) => Err(Refusal::invalid(wording(problem, payload))),
        None => Ok(()),
    }
}

/// A problem in Datadog's words, or in ours where Datadog's are not recorded.
fn wording(problem: &Problem, payload: &Value) -> String {
    let name = problem
        .path
        .rsplit('/')
        .find(|step| step.parse::<usize>().is_err())
        .unwrap_or_default();
    let value = payload.pointer(&problem.path);
    match (problem.rule, value) {
        ("payload/length", Some(Value::Array(items))) if items.is_empty() => {
            format!("Minimum number of elements in parameter '{name}' should be 1")
        }
        _ if value.and_then(Value::as_str) == Some("") && problem.path.starts_with("/template_variable") => {
            format!("Minimum length of parameter '{name}' should be 1")
        }
        (_, Some(Value::String(_))) if problem.path == "/query" => {
            format!(
                "The value provided for parameter 'query' is invalid: {}",
                query_wording(problem)
            )
        }
        _ => problem.message.clone(),
    }
}

/// Datadog says of a query without a comparison that its operator is invalid.
fn query_wording(problem: &Problem) -> String {
    if problem.message.contains("comparison") || problem.message.contains("operator") {
        "invalid operator specified: ".to_owned()
    } else {
        problem.message.clone()
    }
}
