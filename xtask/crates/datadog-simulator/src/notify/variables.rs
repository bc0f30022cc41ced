//! The variables of a message (doc: `monitors/notify/variables`).

use datadog_query::message::Value as VariableValue;
use jiff::Timestamp;
use serde_json::Value;

use super::context::MessageContext;
use crate::event::Json;

/// The value of the variable `name` (a dotted path); `None` if it has no value in this notification.
pub(super) fn value(notification: &MessageContext<'_>, name: &str) -> Option<VariableValue> {
    let number = |v: Option<f64>| v.map(VariableValue::Number);
    let (pending, thresholds) = (&notification.pending, notification.thresholds);
    let epoch_ms = |t: Option<i64>| t.map(|t| VariableValue::Number(t as f64 * 1000.0));
    match name {
        "value" => number(notification.value),
        "threshold" => number(thresholds.critical),
        "warn_threshold" => number(thresholds.warning),
        "ok_threshold" => number(thresholds.ok.or(thresholds.critical_recovery)),
        "comparator" => Some(VariableValue::Text(notification.comparator.text().to_owned())),
        // doc: monitors/types/slo
        "long_window_burn_rate" => number(notification.burn_rates.map(|(long, _)| long)),
        "short_window_burn_rate" => number(notification.burn_rates.map(|(_, short)| short)),
        "check_message" => notification.check.map(|run| VariableValue::Text(run.message.clone())),
        "first_triggered_at" => pending.first_triggered_at.map(time),
        "last_triggered_at" => pending.last_triggered_at.map(time),
        "first_triggered_at_epoch" => epoch_ms(pending.first_triggered_at),
        "last_triggered_at_epoch" => epoch_ms(pending.last_triggered_at),
        "triggered_duration_sec" => pending
            .first_triggered_at
            .map(|t| VariableValue::Number((notification.at - t) as f64)),
        _ => constituent(notification, name)
            .or_else(|| event(notification, name))
            .or_else(|| tag(notification, name)),
    }
}

/// The time that the variable `name` holds, in a time zone (doc: `monitors/notify/variables`, "Local time"); `None` if it holds none or the zone is unknown.
pub(super) fn local_time(notification: &MessageContext<'_>, name: &str, zone: &str) -> Option<String> {
    let pending = &notification.pending;
    let seconds = match name {
        "first_triggered_at" => pending.first_triggered_at?,
        "last_triggered_at" => pending.last_triggered_at?,
        _ => return None,
    };
    let time = Timestamp::from_second(seconds).ok()?.in_tz(zone).ok()?;
    Some(time.strftime("%Y-%m-%d %H:%M:%S%:z").to_string())
}

/// A time (unix seconds) as messages show it.
fn time(t: i64) -> VariableValue {
    VariableValue::Text(
        Timestamp::from_second(t).map_or_else(|_| t.to_string(), |t| t.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()),
    )
}

/// `a.value` is the value of a composite's first constituent.
fn constituent(notification: &MessageContext<'_>, name: &str) -> Option<VariableValue> {
    let letter = name.strip_suffix(".value")?;
    let [byte @ b'a'..=b'z'] = letter.as_bytes() else {
        return None;
    };
    notification
        .constituents
        .get(usize::from(byte - b'a'))
        .copied()
        .flatten()
        .map(VariableValue::Number)
}

/// A part of the event that matched: `log.attributes.http.status_code`, `log.tags.env`, `log.message`.
fn event(notification: &MessageContext<'_>, name: &str) -> Option<VariableValue> {
    let (prefix, body) = notification.sample?;
    let path = name.strip_prefix(prefix)?.strip_prefix('.')?;
    let json = Json(body);
    if let Some(path) = path.strip_prefix("attributes.") {
        return json.found(path).and_then(display);
    }
    if let Some(key) = path.strip_prefix("tags.") {
        let values = json.facet(key);
        return (!values.is_empty()).then(|| VariableValue::Text(values.join(",")));
    }
    body.get(path).and_then(display)
}

fn display(value: &Value) -> Option<VariableValue> {
    match value {
        Value::String(text) => Some(VariableValue::Text(text.clone())),
        Value::Number(number) => number.as_f64().map(VariableValue::Number),
        Value::Null => None,
        other => Some(VariableValue::Text(other.to_string())),
    }
}

/// `host.name` is the group's value for the tag key `host`; several values are joined by commas, in order.
fn tag(notification: &MessageContext<'_>, name: &str) -> Option<VariableValue> {
    let key = name.strip_suffix(".name").unwrap_or(name);
    let values: Vec<&str> = notification.group.values(key).collect();
    (!values.is_empty()).then(|| VariableValue::Text(values.join(",")))
}
