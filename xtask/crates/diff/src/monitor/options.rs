//! Compares the options of monitors: no data, renotification, delays (doc: monitors/configuration, monitors/notify).

use datadog_schema::payload::NOTIFIES_ON_NO_DATA;
use serde_json::Value;

use super::variables;
use crate::display::value;
use crate::fact::Fact;
use crate::payload::{Payloads, different};
use model::Risk;

/// Options with a unit, and their names in the report.
const TIMES: [(&str, &str, &str); 8] = [
    ("evaluation_delay", "evaluation delay", "s"),
    ("new_group_delay", "delay of new groups", "s"),
    ("new_host_delay", "delay of new hosts", "s"),
    ("timeout_h", "resolved after", "h"),
    ("min_failure_duration", "failing for at least", "s"),
    ("renotify_occurrences", "renotifications at most", ""),
    ("no_data_timeframe", "no data after", "min"),
    ("group_retention_duration", "groups without data kept", ""),
];

/// Options that change what is measured.
const MEASURED: [(&str, &str); 4] = [
    ("scheduling_options", "schedule"),
    ("threshold_windows", "windows of the thresholds"),
    ("aggregation", "aggregation"),
    ("synthetics_check_id", "synthetic test"),
];

/// Compares the options that are known here, and removes them.
pub(super) fn facts(options: &mut Payloads) -> Vec<Fact> {
    let mut facts = no_data(options);
    let (old, new) = options.take("silenced");
    let muted = new
        .as_ref()
        .and_then(Value::as_object)
        .is_some_and(|groups| !groups.is_empty());
    facts.extend(different(
        "muted",
        if muted { Risk::Loosened } else { Risk::Tightened },
        old.as_ref(),
        new.as_ref(),
    ));
    let (old, new) = options.take("renotify_interval");
    facts.extend(renotification(old.as_ref(), new.as_ref()));
    for (field, what, unit) in TIMES {
        let (old, new) = options.take(field);
        facts.extend(time(what, unit, old.as_ref(), new.as_ref()));
    }
    let (old, new) = options.take("variables");
    facts.extend(variables::facts(old.as_ref(), new.as_ref()));
    for (field, what) in MEASURED {
        facts.extend(options.scalar(field, what, Risk::ChangedQuery));
    }
    facts.extend(options.scalar("renotify_statuses", "renotified statuses", Risk::Timing));
    facts.extend(options.scalar("require_full_window", "requires a full window", Risk::Timing));
    facts.extend(options.scalar("notify_by", "one notification for each", Risk::ChangedScope));
    for field in [
        "include_tags",
        "notify_audit",
        "notification_preset_name",
        "enable_logs_sample",
    ] {
        facts.extend(options.scalar(field, &field.replace('_', " "), Risk::Wording));
    }
    facts
}

/// Compares the behaviour on no data, in the current or the legacy option.
fn no_data(options: &mut Payloads) -> Vec<Fact> {
    let modes = options.take("on_missing_data");
    let legacy = options.take("notify_no_data");
    let side = |mode: Option<Value>, legacy: Option<Value>| match (mode, legacy) {
        (Some(Value::String(mode)), _) => mode,
        (_, Some(Value::Bool(true))) => NOTIFIES_ON_NO_DATA.to_owned(),
        (Some(other), _) if !other.is_null() => value(&other),
        _ => "default".to_owned(),
    };
    let (old, new) = (side(modes.0, legacy.0), side(modes.1, legacy.1));
    let fact = |risk, what: &str, how: String| vec![Fact::new(risk, what, how)];
    match (old == NOTIFIES_ON_NO_DATA, new == NOTIFIES_ON_NO_DATA) {
        _ if old == new => Vec::new(),
        (true, false) => fact(
            Risk::LostNoData,
            "no-data alert removed",
            format!("(on no data: {})", words(&new)),
        ),
        (false, true) => fact(
            Risk::Tightened,
            "no-data alert added",
            format!("(before, on no data: {})", words(&old)),
        ),
        _ => fact(
            Risk::Timing,
            "on no data:",
            format!("{} -> {}", words(&old), words(&new)),
        ),
    }
}

fn words(mode: &str) -> String {
    match mode {
        "default" => "zero or the last state".to_owned(),
        "show_no_data" => "shown as no data".to_owned(),
        "resolve" => "resolve the alert".to_owned(),
        other => other.replace('_', " "),
    }
}

fn renotification(old: Option<&Value>, new: Option<&Value>) -> Option<Fact> {
    let word = |side: Option<&Value>| match side.and_then(Value::as_f64) {
        None if side.is_none_or(Value::is_null) => "never".to_owned(),
        None => side.map(value).unwrap_or_default(),
        Some(minutes) if minutes > 0.0 => format!("every {minutes} min"),
        Some(_) => "never".to_owned(),
    };
    let (old, new) = (word(old), word(new));
    (old != new).then(|| Fact::new(Risk::Timing, "renotified", format!("{old} -> {new}")))
}

fn time(what: &str, unit: &str, old: Option<&Value>, new: Option<&Value>) -> Option<Fact> {
    let word = |side: Option<&Value>| match side {
        None | Some(Value::Null) => "none".to_owned(),
        Some(number) if number.is_number() && !unit.is_empty() => format!("{} {unit}", value(number)),
        Some(other) => value(other),
    };
    let (old, new) = (word(old), word(new));
    (old != new).then(|| Fact::new(Risk::Timing, what, format!("{old} -> {new}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(old: &Value, new: &Value, expected: &[&str]) {
        let mut options = Payloads::new(old, new);
        let mut found = facts(&mut options);
        found.extend(options.rest("options.", Risk::Timing));
        let found: Vec<_> = found
            .iter()
            .map(|f| format!("{}: {} {}", f.risk, f.what, f.how))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn no_data_alerts_are_added_and_removed() {
        let mode = |mode: &str| json!({ "on_missing_data": mode });
        check(
            &mode(NOTIFIES_ON_NO_DATA),
            &mode("resolve"),
            &["lost-no-data: no-data alert removed (on no data: resolve the alert)"],
        );
        check(
            &mode("default"),
            &mode(NOTIFIES_ON_NO_DATA),
            &["tightened: no-data alert added (before, on no data: zero or the last state)"],
        );
        check(&json!({ "notify_no_data": true }), &mode(NOTIFIES_ON_NO_DATA), &[]);
        check(
            &json!({ "notify_no_data": true }),
            &json!({}),
            &["lost-no-data: no-data alert removed (on no data: zero or the last state)"],
        );
        check(&json!({}), &mode("default"), &[]);
        check(
            &mode("default"),
            &mode("resolve"),
            &["timing: on no data: zero or the last state -> resolve the alert"],
        );
    }

    #[test]
    fn times_have_units_and_unknown_options_are_compared_by_path() {
        let old = json!({ "renotify_interval": 30, "evaluation_delay": 60, "new": { "a": 1 } });
        let new =
            json!({ "renotify_interval": 0, "evaluation_delay": 900, "new": { "a": 2 }, "silenced": { "*": null } });
        check(
            &old,
            &new,
            &[
                "loosened: muted added: {*}",
                "timing: renotified every 30 min -> never",
                "timing: evaluation delay 60 s -> 900 s",
                "timing: options.new.a 1 -> 2",
            ],
        );
    }
}
