//! What remains of a payload for a comparison of what was sent with what the API returns: the API adds fields that it sets itself, and the defaults of
//! fields that were left out, and it returns lists that have no order in another one.

use serde_json::{Map, Number, Value};

use super::PayloadKind;
use super::shape::{Field, Object, Presence, Shape};

/// Fields that the API adds although requests may have them, by the title of their object. Without a declaration, they say nothing.
const ADDED: [(&str, &str); 8] = [
    ("dashboard", "auto_refresh"),
    ("monitor", "matching_downtimes"),
    ("monitor", "restriction_policy"),
    ("API test", "created_at"),
    ("API test", "modified_at"),
    ("threshold of an SLO", "target_display"),
    ("threshold of an SLO", "warning_display"),
    ("widget", "id"),
];

/// A value that is a default.
#[derive(Clone, Copy)]
enum Meaning {
    Bool(bool),
    Number(i64),
    Text(&'static str),
}

impl Meaning {
    fn is(self, value: &Value) -> bool {
        match self {
            Self::Bool(default) => value.as_bool() == Some(default),
            Self::Number(default) => plain(value).as_i64() == Some(default),
            Self::Text(default) => value.as_str() == Some(default),
        }
    }
}

/// What a field means that is left out, by the title of its object (doc: the defaults in the API's OpenAPI documents). An empty text, list or object and
/// null need no row.
const DEFAULTS: [(&str, &str, Meaning); 28] = [
    ("monitor", "draft_status", Meaning::Text("published")),
    ("options of a monitor", "enable_logs_sample", Meaning::Bool(false)),
    ("options of a monitor", "enable_samples", Meaning::Bool(false)),
    ("options of a monitor", "evaluation_delay", Meaning::Number(0)),
    ("options of a monitor", "groupby_simple_monitor", Meaning::Bool(false)),
    ("options of a monitor", "include_tags", Meaning::Bool(true)),
    ("options of a monitor", "locked", Meaning::Bool(false)),
    ("options of a monitor", "min_failure_duration", Meaning::Number(0)),
    ("options of a monitor", "min_location_failed", Meaning::Number(1)),
    ("options of a monitor", "new_host_delay", Meaning::Number(300)),
    (
        "options of a monitor",
        "notification_preset_name",
        Meaning::Text("show_all"),
    ),
    ("options of a monitor", "notify_audit", Meaning::Bool(false)),
    ("options of a monitor", "notify_no_data", Meaning::Bool(false)),
    ("options of a monitor", "on_missing_data", Meaning::Text("default")),
    ("options of a monitor", "renotify_interval", Meaning::Number(0)),
    ("options of a monitor", "require_full_window", Meaning::Bool(false)),
    ("options of a monitor", "timeout_h", Meaning::Number(0)),
    ("dashboard", "is_read_only", Meaning::Bool(false)),
    ("dashboard", "pause_auto_refresh", Meaning::Bool(false)),
    ("attributes of a downtime", "display_timezone", Meaning::Text("UTC")),
    (
        "attributes of a downtime",
        "mute_first_recovery_notification",
        Meaning::Bool(false),
    ),
    ("options of a test", "accept_self_signed", Meaning::Bool(false)),
    ("options of a test", "allow_insecure", Meaning::Bool(false)),
    ("options of a test", "follow_redirects", Meaning::Bool(false)),
    ("options of a test", "min_failure_duration", Meaning::Number(0)),
    ("options of a test", "min_location_failed", Meaning::Number(1)),
    (
        "monitor options of a test",
        "notification_preset_name",
        Meaning::Text("show_all"),
    ),
    ("monitor options of a test", "renotify_interval", Meaning::Number(0)),
];

/// Lists whose order means nothing.
const SETS: [&str; 8] = [
    "locations",
    "monitor_tags",
    "notify_end_states",
    "notify_end_types",
    "notify_list",
    "renotify_statuses",
    "restricted_roles",
    "tags",
];

/// Texts from which the API removes white space at both ends.
const TRIMMED: [&str; 3] = ["escalation_message", "message", "query"];

impl PayloadKind {
    /// The payload without what Datadog sets, without fields that `other` lacks and that say what leaving them out says, and with sets in one order. Two payloads
    /// mean the same if each is equal to the other in this form.
    #[must_use]
    pub fn comparable(self, payload: &Value, other: &Value) -> Value {
        value(&self.shape(), payload, Some(other))
    }
}

fn value(shape: &Shape, payload: &Value, other: Option<&Value>) -> Value {
    match (*shape, payload) {
        (Shape::Object(of), Value::Object(fields)) => Value::Object(object(of, fields, other)),
        (Shape::Choice(choice), _) => match choice.case(payload) {
            Some(case) => value(&case.then, payload, other),
            None => plain(payload),
        },
        (Shape::List(item, ..), Value::Array(items)) => {
            let other = |index: usize| other.and_then(|other| other.get(index));
            let items = items.iter().enumerate();
            items
                .map(|(index, item_value)| value(item, item_value, other(index)))
                .collect()
        }
        (Shape::Map(item, _), Value::Object(fields)) => {
            let other = |name: &str| other.and_then(|other| other.get(name));
            let fields = fields.iter();
            Value::Object(
                fields
                    .map(|(name, of)| (name.clone(), value(item, of, other(name))))
                    .collect(),
            )
        }
        (Shape::Digits, Value::String(digits)) => digits.parse::<i64>().map_or_else(|_| payload.clone(), Value::from),
        _ => plain(payload),
    }
}

fn object(of: &'static Object, fields: &Map<String, Value>, other: Option<&Value>) -> Map<String, Value> {
    let mut kept = Map::new();
    for (name, field_value) in fields {
        let field = of.field(name);
        let other = other.and_then(|other| other.get(name)).filter(|other| !other.is_null());
        let is_nothing = match other {
            None => ADDED.contains(&(of.title, name.as_str())) || is_default(of, name, field_value),
            Some(other) => is_default(of, name, field_value) && is_default(of, name, other),
        };
        if field.is_some_and(is_set_by_datadog) || is_nothing {
            continue;
        }
        let shape = field.map_or(Shape::Any, |field| field.shape);
        let mut comparable = value(&shape, field_value, other);
        if SETS.contains(&name.as_str())
            && let Value::Array(items) = &mut comparable
        {
            items.sort_by_cached_key(Value::to_string);
        }
        if TRIMMED.contains(&name.as_str())
            && let Value::String(text) = &mut comparable
        {
            *text = text.trim().to_owned();
        }
        kept.insert(name.clone(), comparable);
    }
    kept
}

fn is_set_by_datadog(field: &Field) -> bool {
    matches!(field.presence, Presence::ReadOnly | Presence::Ignored)
}

/// Whether a value means the same as no field.
fn is_default(of: &Object, name: &str, field_value: &Value) -> bool {
    let empty = match field_value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    let default = || {
        let row = DEFAULTS
            .iter()
            .find(|(title, field, _)| (*title, *field) == (of.title, name));
        row.is_some_and(|(_, _, default)| default.is(field_value))
    };
    empty || default()
}

/// The value with whole numbers as such: the API returns 95.0 for 95.
fn plain(payload: &Value) -> Value {
    /// Every whole number up to this one has an exact `f64`.
    const EXACT_MAX: f64 = 9_007_199_254_740_992.0;
    match payload {
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() <= EXACT_MAX => {
                // Exact, because of the bound.
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "the number is whole and within the bound"
                )]
                Value::Number(Number::from(float as i64))
            }
            _ => payload.clone(),
        },
        Value::Array(items) => items.iter().map(plain).collect(),
        Value::Object(fields) => fields.iter().map(|(name, of)| (name.clone(), plain(of))).collect(),
        Value::Null | Value::Bool(_) | Value::String(_) => payload.clone(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The differences in each direction, as `declared | live`.
    fn check(kind: PayloadKind, declared: Value, live: Value, equal: bool) {
        let (one, other) = (kind.comparable(&declared, &live), kind.comparable(&live, &declared));
        assert_eq!(one == other, equal, "{one}\n{other}");
    }

    #[test]
    fn what_datadog_adds_is_no_difference() {
        check(
            PayloadKind::Monitor,
            json!({
                "type": "query alert", "name": "n", "message": "m", "query": "q", "tags": ["b", "a"], "priority": 3,
                "options": { "thresholds": { "critical": 5 }, "renotify_interval": 0 },
            }),
            json!({
                "id": 1, "org_id": 2, "created": "2026", "created_at": 1, "modified": "2026", "deleted": null, "multi": true,
                "creator": { "handle": "h" }, "overall_state": "OK", "overall_state_modified": "2026", "restricted_roles": null,
                "matching_downtimes": [], "draft_status": "published", "assets": [], "state": {},
                "type": "query alert", "name": "n", "message": "m ", "query": "q", "tags": ["a", "b"], "priority": 3,
                "options": {
                    "thresholds": { "critical": 5.0 }, "silenced": {}, "notify_audit": false, "include_tags": true,
                    "new_host_delay": 300, "notify_no_data": false, "renotify_interval": null, "escalation_message": "",
                },
            }),
            true,
        );
        check(
            PayloadKind::Slo,
            json!({ "type": "metric", "name": "n", "tags": [], "thresholds": [{ "timeframe": "30d", "target": 99.5 }] }),
            json!({
                "id": "x", "type": "metric", "type_id": 1, "name": "n", "description": null, "monitor_tags": [], "created_at": 1,
                "thresholds": [{ "timeframe": "30d", "target": 99.5, "target_display": "99.5", "warning": null }],
            }),
            true,
        );
    }

    #[test]
    fn what_a_person_changed_is_a_difference() {
        let monitor = |options: Value| json!({ "type": "query alert", "query": "q", "options": options });
        let differs = |one: Value, other: Value| check(PayloadKind::Monitor, monitor(one), monitor(other), false);
        differs(json!({}), json!({ "renotify_interval": 60 }));
        differs(json!({}), json!({ "silenced": { "*": null } }));
        differs(json!({}), json!({ "include_tags": false }));
        differs(json!({ "include_tags": false }), json!({}));
        differs(json!({ "include_tags": false }), json!({ "include_tags": true }));
        differs(
            json!({ "thresholds": { "critical": 5 } }),
            json!({ "thresholds": { "critical": 6.0 } }),
        );
        differs(json!({}), json!({ "unheard_of": 1 }));
    }

    #[test]
    fn widgets_are_compared_by_position() {
        let dashboard = |id: Option<i64>, text: &str| {
            let mut widget = json!({ "definition": { "type": "note", "content": text } });
            if let Some(id) = id {
                widget["id"] = id.into();
            }
            json!({ "title": "t", "layout_type": "ordered", "widgets": [widget] })
        };
        check(
            PayloadKind::Dashboard,
            dashboard(None, "a"),
            dashboard(Some(7), "a"),
            true,
        );
        check(
            PayloadKind::Dashboard,
            dashboard(None, "a"),
            dashboard(Some(7), "b"),
            false,
        );
    }
}
