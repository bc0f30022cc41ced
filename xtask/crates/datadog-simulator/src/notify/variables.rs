//! The variables of a message (doc: `monitors/notify/variables`).

use datadog_query::message::Value as VariableValue;
use serde_json::Value;

use super::template::{MessageContext, time};
use crate::event::Json;

/// The value of the variable `name`, its names joined by full stops; none where it has none.
pub(super) fn value(facts: &MessageContext<'_>, name: &str) -> Option<VariableValue> {
    let number = |v: Option<f64>| v.map(VariableValue::Number);
    let announcement = &facts.announcement;
    let epoch_ms = |t: Option<i64>| t.map(|t| VariableValue::Number(t as f64 * 1000.0));
    match name {
        "value" => number(facts.value),
        "threshold" => number(facts.thresholds.critical),
        "warn_threshold" => number(facts.thresholds.warning),
        "ok_threshold" => number(facts.thresholds.ok.or(facts.thresholds.critical_recovery)),
        "comparator" => Some(VariableValue::Text(facts.comparator.text().to_owned())),
        "check_message" => facts.check.map(|run| VariableValue::Text(run.message.clone())),
        "first_triggered_at" => announcement.first_triggered_at.map(time),
        "last_triggered_at" => announcement.last_triggered_at.map(time),
        "first_triggered_at_epoch" => epoch_ms(announcement.first_triggered_at),
        "last_triggered_at_epoch" => epoch_ms(announcement.last_triggered_at),
        "triggered_duration_sec" => announcement
            .first_triggered_at
            .map(|t| VariableValue::Number((facts.at - t) as f64)),
        _ => constituent(facts, name)
            .or_else(|| event(facts, name))
            .or_else(|| tag(facts, name)),
    }
}

/// `a.value`: the value of a composite's first constituent.
fn constituent(facts: &MessageContext<'_>, name: &str) -> Option<VariableValue> {
    let letter = name.strip_suffix(".value")?;
    let [byte @ b'a'..=b'z'] = letter.as_bytes() else {
        return None;
    };
    facts
        .constituents
        .get(usize::from(byte - b'a'))
        .copied()
        .flatten()
        .map(VariableValue::Number)
}

/// `log.attributes.http.status_code`, `log.tags.env`, `log.message`.
fn event(facts: &MessageContext<'_>, name: &str) -> Option<VariableValue> {
    let (prefix, body) = facts.sample?;
    let path = name.strip_prefix(prefix)?.strip_prefix('.')?;
    let json = Json(body);
    if let Some(path) = path.strip_prefix("attributes.") {
        return json.found(path).and_then(shown);
    }
    if let Some(key) = path.strip_prefix("tags.") {
        let values = json.facet(key);
        return (!values.is_empty()).then(|| VariableValue::Text(values.join(",")));
    }
    body.get(path).and_then(shown)
}

fn shown(value: &Value) -> Option<VariableValue> {
    match value {
        Value::String(text) => Some(VariableValue::Text(text.clone())),
        Value::Number(number) => number.as_f64().map(VariableValue::Number),
        Value::Null => None,
        other => Some(VariableValue::Text(other.to_string())),
    }
}

/// `host.name`: the group's value of a tag; several are joined by commas, in order.
fn tag(facts: &MessageContext<'_>, name: &str) -> Option<VariableValue> {
    let key = name.strip_suffix(".name").unwrap_or(name);
    let values: Vec<&str> = facts.group.values(key).collect();
    (!values.is_empty()).then(|| VariableValue::Text(values.join(",")))
}
