//! An estimate as JSON.

use serde_json::{Value, json};

use super::urgency;
use crate::estimate::Estimate;

/// An estimate as one JSON object. Times are seconds after Monday 00:00.
#[must_use]
pub fn json(estimate: &Estimate) -> Value {
    let sent = |sent: &crate::estimate::Sent| {
        json!({
            "at": sent.at,
            "monitor": sent.monitor,
            "group": sent.group,
            "team": sent.team,
            "priority": sent.priority,
            "urgency": urgency(sent.urgency),
            "state": sent.trouble.as_str(),
            "repeated": sent.repeated,
        })
    };
    let incidents: Vec<Value> = estimate
        .incidents()
        .iter()
        .map(|incident| {
            json!({
                "cause": incident.cause.map(|cause| json!({ "what": cause.what, "from": cause.from, "to": cause.to })),
                "paged_teams": incident.paged_teams(),
                "sent": incident.sent.iter().map(|s| sent(s)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let not_estimated: Vec<Value> = estimate
        .not_estimated
        .iter()
        .map(|not| json!({ "monitor": not.monitor, "reason": not.reason }))
        .collect();
    json!({
        "world": estimate.world,
        "title": estimate.title,
        "from": estimate.from,
        "to": estimate.to,
        "monitors": estimate.monitors,
        "incidents": incidents,
        "derived": estimate.derived,
        "not_estimated": not_estimated,
    })
}
