use serde_json::{Value, json};

use super::Sides;
use crate::report::{Change, Report};

/// The report as one JSON object: `{"base","head","risk","counts","changes":[{"risk","action","from","kind","objects","environments","details":[{"risk",
/// "what","values":[{"environments","how"}]}]}],"cost"}`. All changes are included, the riskiest first.
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
    // The action contributes `action` and, for moved objects, `from`.
    let mut object = serde_json::to_value(&change.action).unwrap_or_default();
    object["risk"] = json!(change.risk);
    object["kind"] = json!(change.objects.first().map(|id| id.kind));
    object["objects"] = change.objects.iter().map(|id| id.name.as_str()).collect();
    object["environments"] = json!(change.environments);
    object["details"] = json!(change.details);
    object
}
