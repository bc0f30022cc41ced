//! Nulls that the API rejects, although it reads most as no field.

use crate::payload::{Problem, Severity};
use serde_json::Value;

/// Makes the warnings about them errors.
pub(crate) fn rejected(dashboard: &Value, problems: &mut [Problem]) {
    for problem in problems.iter_mut().filter(|problem| problem.rule == "payload/null") {
        let Some(reason) = reason(dashboard, &problem.path) else {
            continue;
        };
        let field = problem.path.rsplit('/').next().unwrap_or_default();
        problem.message = format!("'{field}' is null, which the API rejects {reason}");
        problem.severity = Severity::Error;
        problem.help = Some("remove the field, or set a value".to_owned());
    }
}

/// When the API rejects the null at `path` (grosser/kennel, models/dashboard.rb and api.rb).
fn reason(dashboard: &Value, path: &str) -> Option<&'static str> {
    if path == "/reflow_type" {
        return (dashboard["layout_type"] == "ordered").then_some("with layout_type 'ordered'");
    }
    let mut parts = path.rsplit('/');
    let is_widget = parts.next() == Some("id") && parts.next().is_some() && parts.next() == Some("widgets");
    is_widget.then_some("in a widget")
}
