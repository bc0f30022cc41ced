//! The health of exported objects: what Datadog accepts and what is not a mistake in itself, but leaves an object without an owner, or its alerts without a reader.

use datadog_query::message;
use serde_json::Value;

use crate::payload::view::Located;
use crate::payload::{Dashboard, Monitor, PayloadKind, Problem, Slo, pointer};

/// Tags of which one names who owns an object.
const OWNER_TAGS: [&str; 3] = ["team", "owner", "squad"];

/// Types whose monitors compare a value that may swing around its threshold.
const COMPARING: [&str; 2] = ["metric alert", "query alert"];

/// What is unhealthy about an object. Of other kinds than monitors, SLOs and dashboards nothing is known.
#[must_use]
pub fn problems(kind: PayloadKind, payload: &Value) -> Vec<Problem> {
    let mut out = Vec::new();
    match kind {
        PayloadKind::Monitor => monitor(payload, &mut out),
        PayloadKind::Slo if payload.get("thresholds").is_some() => owner(&Slo::read(payload).tags, "SLO", &mut out),
        PayloadKind::Dashboard => owner(&Dashboard::read(payload).tags, "dashboard", &mut out),
        _ => {}
    }
    out
}

fn monitor(payload: &Value, out: &mut Vec<Problem>) {
    let monitor = Monitor::read(payload);
    owner(&monitor.tags, "monitor", out);
    let (template, _) = message::parse(monitor.message);
    if template.handles().is_empty() {
        out.push(
            Problem::warning(
                "health/no-handle",
                "/message",
                "the message has no handle, so the monitor notifies nobody",
            )
            .help("add a handle, such as @slack-<channel>, unless a notification rule covers the monitor's tags"),
        );
    }
    let silenced = payload["options"]["silenced"].as_object();
    for (scope, _) in silenced.into_iter().flatten().filter(|(_, end)| end.is_null()) {
        let path = pointer::field("/options/silenced", scope);
        let message = format!("'{scope}' is muted without an end");
        out.push(
            Problem::warning("health/muted", path, message).help("unmute it, or delete the monitor if nobody needs it"),
        );
    }
    let thresholds = monitor.options.thresholds;
    let recovers = thresholds.critical_recovery.is_some() || monitor.options.threshold_windows.recovery.is_some();
    if COMPARING.contains(&monitor.kind) && !recovers {
        let message = "there is no recovery threshold: a value near the threshold alerts and recovers again and again";
        out.push(
            Problem::warning("health/no-recovery", "/options", message)
                .help("set options.thresholds.critical_recovery on the healthy side of the threshold"),
        );
    }
}

fn owner(tags: &[Located<'_>], what: &str, out: &mut Vec<Problem>) {
    let has_owner = |tag: &Located<'_>| {
        tag.text
            .split_once(':')
            .is_some_and(|(key, _)| OWNER_TAGS.contains(&key))
    };
    if tags.is_empty() {
        let message = format!("the {what} has no tags, so no search or notification rule finds it");
        out.push(Problem::warning("health/no-tags", "", message).help("add tags, at least team:<team>"));
    } else if !tags.iter().any(has_owner) {
        let message = format!("no tag names who owns the {what}");
        out.push(Problem::warning("health/no-owner", "/tags", message).help("add team:<team>"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(kind: PayloadKind, payload: Value, expected: &[&str]) {
        let found: Vec<_> = problems(kind, &payload)
            .into_iter()
            .map(|problem| format!("{} {}", problem.rule, problem.path))
            .collect();
        assert_eq!(found, expected, "{payload}");
    }

    #[test]
    fn monitors() {
        check(
            PayloadKind::Monitor,
            json!({ "type": "query alert", "message": "m", "options": { "silenced": { "*": null, "host:a": 1 } } }),
            &[
                "health/no-tags ",
                "health/no-handle /message",
                "health/muted /options/silenced/*",
                "health/no-recovery /options",
            ],
        );
        check(
            PayloadKind::Monitor,
            json!({ "type": "query alert", "message": "@slack-a", "tags": ["env:prod"], "options": { "thresholds": { "critical": 2, "critical_recovery": 1 } } }),
            &["health/no-owner /tags"],
        );
        check(
            PayloadKind::Monitor,
            json!({ "type": "service check", "message": "@slack-a", "tags": ["team:a"] }),
            &[],
        );
    }

    #[test]
    fn other_kinds() {
        check(PayloadKind::Slo, json!({ "thresholds": [], "tags": ["owner:a"] }), &[]);
        check(PayloadKind::Slo, json!({ "thresholds": [] }), &["health/no-tags "]);
        check(PayloadKind::Slo, json!({ "data": {} }), &[]);
        check(
            PayloadKind::Dashboard,
            json!({ "tags": ["service:a"] }),
            &["health/no-owner /tags"],
        );
        check(PayloadKind::Downtime, json!({}), &[]);
    }
}
