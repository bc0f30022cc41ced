//! Compares a log with the expected one.

use serde_json::{Map, Value};

use super::{Expected, SOURCE_PLACEHOLDER};
use crate::{Log, json};

/// How Datadog's tests write the time of arrival, which a log has that no remapper gave another.
const ARRIVAL_MS: i64 = 1;

/// A part of a log that is not as expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The attribute, or a reserved one: `message`, `status`, `tags`, ...
    pub what: String,
    /// Whether `what` is a path below the attributes.
    pub is_attribute: bool,
    /// What is expected; `None` for nothing.
    pub expected: Option<Value>,
    /// What it is; `None` for nothing.
    pub found: Option<Value>,
}

/// The differences between the expected log and another, in the order of the expected one.
#[must_use]
pub fn compare(expected: &Expected, log: &Log) -> Vec<Difference> {
    let mut out = Vec::new();
    let empty = Map::new();
    objects(
        "",
        expected.custom.as_ref().unwrap_or(&empty),
        &log.attributes,
        &mut out,
    );
    let other_message = expected
        .message
        .as_ref()
        .filter(|message| !same_message(message, &log.message));
    out.extend(other_message.map(|message| reserved("message", Some(text(message)), Some(text(&log.message)))));
    let mut check = |what: &str, expected: Option<Value>, found: Option<Value>| {
        if expected != found {
            out.push(reserved(what, expected, found));
        }
    };
    let texts = |value: &Option<String>| value.as_deref().map(text);
    check(
        "status",
        texts(&expected.status),
        log.status.map(|status| text(status.name())),
    );
    check("service", texts(&expected.service), texts(&log.service));
    check(
        "timestamp",
        expected.timestamp.filter(|ms| *ms != ARRIVAL_MS).map(Value::from),
        log.timestamp_ms.map(Value::from),
    );
    check("trace_id", texts(&expected.trace_id), texts(&log.trace_id));
    check("span_id", texts(&expected.span_id), texts(&log.span_id));
    if let Some(tags) = &expected.tags {
        let placeholder = format!("source:{SOURCE_PLACEHOLDER}");
        let wanted: Vec<&str> = tags
            .iter()
            .map(String::as_str)
            .filter(|tag| *tag != placeholder)
            .collect();
        check(
            "tags",
            Some(tag_list(wanted)),
            Some(tag_list(log.tags.iter().map(String::as_str).collect())),
        );
    }
    out
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn tag_list(mut tags: Vec<&str>) -> Value {
    tags.sort_unstable();
    Value::Array(tags.into_iter().map(text).collect())
}

fn reserved(what: &str, expected: Option<Value>, found: Option<Value>) -> Difference {
    Difference {
        what: what.to_owned(),
        is_attribute: false,
        expected,
        found,
    }
}

/// A message that is JSON is compared as JSON: Datadog prints it anew.
fn same_message(expected: &str, found: &str) -> bool {
    if expected.trim_end() == found.trim_end() {
        return true;
    }
    let json = |text: &str| {
        json::parse(text).and_then(|value| match value {
            Value::Object(object) => Some(Value::Object(json::compact(object))),
            _ => None,
        })
    };
    match (json(expected), json(found)) {
        (Some(expected), Some(found)) => same(&expected, &found),
        _ => false,
    }
}

fn objects(at: &str, expected: &Map<String, Value>, found: &Map<String, Value>, out: &mut Vec<Difference>) {
    let path = |key: &str| {
        if at.is_empty() {
            key.to_owned()
        } else {
            format!("{at}.{key}")
        }
    };
    for (key, wanted) in expected {
        match (wanted, found.get(key)) {
            (Value::Object(wanted), Some(Value::Object(is))) if !wanted.is_empty() => {
                objects(&path(key), wanted, is, out);
            }
            (wanted, is) => {
                if !is.is_some_and(|is| same(wanted, is)) {
                    out.push(attribute(path(key), Some(wanted.clone()), is.cloned()));
                }
            }
        }
    }
    for (key, is) in found {
        if !expected.contains_key(key) {
            out.push(attribute(path(key), None, Some(is.clone())));
        }
    }
}

fn attribute(what: String, expected: Option<Value>, found: Option<Value>) -> Difference {
    Difference {
        what,
        is_attribute: true,
        expected,
        found,
    }
}

/// Whether two values are the same; 1 and 1.0 are.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        (a, b) => a == b,
    }
}
