use serde_json::{Value, json};

use super::Sides;
use crate::report::{Change, Report};

/// The report as one JSON object: `{"base","head","risk","counts","changes":[{"risk","action","from","sort","objects","environments","details":[{"risk",
/// "what","values":[{"environments","how"}]}]}],"cost"}`. The changes are whole, the riskiest first.
#[must_use]
pub fn json(report: &Report, sides: &Sides) -> Value {
    json!({
        "base": sides.base,
        "head": sides.head,
        "risk": report.risk(),
        "counts": report.counts(),
        "changes": report.changes.iter().map(change).collect::<Vec<_>>(),
        "cost": report.cost,
    })
}

fn change(change: &Change) -> Value {
    // The action brings `action` and, for what moved, `from`.
    let mut object = serde_json::to_value(&change.action).unwrap_or_default();
    object["risk"] = json!(change.risk);
    object["sort"] = json!(change.subjects.first().map(|subject| subject.sort));
    object["objects"] = change.subjects.iter().map(|subject| subject.name.as_str()).collect();
    object["environments"] = json!(change.environments);
    object["details"] = json!(change.details);
    object
}
