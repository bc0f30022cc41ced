//! Checks payloads by our own tables and rules, and words what they find as Datadog does where that is recorded.

use datadog_schema::payload::{PayloadKind, Problem, Severity};
use datadog_schema::validate;
use serde_json::Value;

use crate::answer::Refusal;

/// Refuses a payload that Datadog would refuse.
pub(crate) fn check(kind: PayloadKind, payload: &Value) -> Result<(), Refusal> {
    let problems = validate::payload(kind, payload);
    let errors: Vec<&Problem> = problems
        .iter()
        .filter(|problem| problem.severity == Severity::Error)
        .collect();
    // Datadog answers with one problem. Which of several is not known, so one whose words are known comes first.
    let known = errors.iter().find_map(|problem| recorded(problem));
    match known.or_else(|| errors.first().map(|problem| problem.message.clone())) {
        Some(text) => Err(Refusal::invalid(text)),
        None => Ok(()),
    }
}

/// A problem in Datadog's words, if they are recorded.
fn recorded(problem: &Problem) -> Option<String> {
    let message = problem.message.as_str();
    let limit = |start: &str, theirs: &str| {
        let (name, rest) = message.strip_prefix(start)?.split_once("' is ")?;
        let least = rest.split(',').next()?;
        Some(format!("{theirs} parameter '{name}' should be {least}"))
    };
    limit("minimum number of elements in '", "Minimum number of elements in")
        .or_else(|| limit("minimum length of '", "Minimum length of"))
        .or_else(|| {
            let no_operator = problem.path == "/query" && message.starts_with("no monitor query starts with ");
            no_operator
                .then(|| "The value provided for parameter 'query' is invalid: invalid operator specified: ".to_owned())
        })
}
