//! What changed in a log.

use std::collections::BTreeMap;

use datadog_logs::Log;
use serde_json::Value;

/// A log as its parts: attributes by their paths, and the reserved ones by their names with a `$`.
pub(crate) type Parts = BTreeMap<String, Value>;

/// The name of a reserved attribute among the parts.
pub(crate) fn reserved(name: &str) -> String {
    format!("${name}")
}

/// The parts of a log.
pub(crate) fn parts(log: &Log) -> Parts {
    let mut out = Parts::new();
    let mut open: Vec<(String, &Value)> = log.attributes.iter().map(|(key, value)| (key.clone(), value)).collect();
    while let Some((path, value)) = open.pop() {
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                open.extend(fields.iter().map(|(key, value)| (format!("{path}.{key}"), value)));
            }
            leaf => {
                out.insert(path, leaf.clone());
            }
        }
    }
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(reserved(name), value);
        }
    };
    let text = |text: &Option<String>| text.clone().map(Value::String);
    put("message", Some(Value::String(log.message.clone())));
    put("status", log.status.map(|status| Value::from(status.name())));
    put("service", text(&log.service));
    put("timestamp", log.timestamp_ms.map(Value::from));
    put("trace_id", text(&log.trace_id));
    put("span_id", text(&log.span_id));
    put(
        "tags",
        Some(Value::Array(log.tags.iter().cloned().map(Value::String).collect())),
    );
    out
}

/// The parts that differ, as lines: `+ a = 1`, `- b = 2`, `c: 1 -> 2`.
pub(crate) fn lines(before: &Parts, after: &Parts) -> Vec<String> {
    let name = |path: &str| path.strip_prefix('$').unwrap_or(path).to_owned();
    let mut out = Vec::new();
    for (path, value) in after {
        match before.get(path) {
            None => out.push(format!("+ {} = {}", name(path), short(value))),
            Some(old) if old != value => out.push(format!("~ {}: {} -> {}", name(path), short(old), short(value))),
            Some(_) => {}
        }
    }
    for (path, value) in before {
        if !after.contains_key(path) {
            out.push(format!("- {} = {}", name(path), short(value)));
        }
    }
    out
}

/// A value as JSON, cut to what fits on a line.
pub(crate) fn short(value: &Value) -> String {
    const CHARS_MAX: usize = 120;
    cut(&value.to_string(), CHARS_MAX)
}

/// A text of so many characters at most, with dots for what is left out.
pub(crate) fn cut(text: &str, chars_max: usize) -> String {
    match text.char_indices().nth(chars_max) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_lines() {
        let before = parts(&Log::from_line(r#"{"a": {"b": 1, "c": 2}, "message": "m"}"#));
        let after = parts(&Log::from_line(r#"{"a": {"b": 3}, "d": "x", "message": "m"}"#));
        assert_eq!(lines(&before, &after), ["~ a.b: 1 -> 3", "+ d = \"x\"", "- a.c = 2"]);
    }
}
