//! A log on its way through pipelines.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::json;
use crate::path::{self, Attributes};
use crate::status::Status;

/// The most bytes of a message: Datadog cuts what is longer.
pub const MESSAGE_BYTES_MAX: usize = 1024 * 1024;

/// A log.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Log {
    /// The message.
    pub message: String,
    /// The attributes.
    pub attributes: Attributes,
    /// Tags, `key:value` or a word.
    pub tags: Vec<String>,
    /// The service, if one is known.
    pub service: Option<String>,
    /// The source, which names the technology; pipelines filter by it.
    pub source: Option<String>,
    /// The host.
    pub host: Option<String>,
    /// The status; without one Datadog shows `info`.
    pub status: Option<Status>,
    /// The time in milliseconds since the UNIX epoch; without one Datadog takes the time of arrival.
    pub timestamp_ms: Option<i64>,
    /// The trace.
    pub trace_id: Option<String>,
    /// The span.
    pub span_id: Option<String>,
    /// The reserved attributes that a remapper has defined: each is defined once.
    pub(crate) defined: Defined,
}

/// Which reserved attributes a remapper has defined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Defined {
    pub(crate) status: bool,
    pub(crate) timestamp: bool,
    pub(crate) message: bool,
    pub(crate) service: bool,
    pub(crate) trace_id: bool,
    pub(crate) span_id: bool,
}

impl Log {
    /// A log of a line as it arrives: a line that is a JSON object becomes attributes, and its `message` the message. If that is an object itself, its
    /// fields become attributes.
    #[must_use]
    pub fn from_line(line: &str) -> Self {
        let line = cut(line, MESSAGE_BYTES_MAX);
        let Some(mut attributes) = json_object(line) else {
            return Self {
                message: line.to_owned(),
                ..Self::default()
            };
        };
        let message = match attributes.remove("message") {
            Some(Value::String(message)) => message,
            Some(Value::Object(fields)) => {
                attributes.extend(fields);
                line.to_owned()
            }
            Some(other) => {
                attributes.insert("message".to_owned(), other);
                line.to_owned()
            }
            None => line.to_owned(),
        };
        Self {
            message,
            attributes,
            ..Self::default()
        }
    }

    /// The value of an attribute; the log's message if no attribute is named `message`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<Cow<'_, Value>> {
        match path::get(&self.attributes, path) {
            Some(found) => Some(Cow::Borrowed(found)),
            None if path == "message" => Some(Cow::Owned(Value::String(self.message.clone()))),
            None => None,
        }
    }

    /// The values of the tag `key`.
    pub fn tag_values<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.tags
            .iter()
            .filter_map(move |tag| tag.strip_prefix(key)?.strip_prefix(':'))
    }
}

/// The JSON object that a line is. A number that JSON cannot hold, and nesting deeper than 128, are no JSON.
fn json_object(line: &str) -> Option<Map<String, Value>> {
    if !line.trim_start().starts_with('{') {
        return None;
    }
    match json::parse(line)? {
        Value::Object(object) => Some(json::compact(object)),
        _ => None,
    }
}

/// The beginning of a text, at most `bytes` long.
fn cut(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_of_json_becomes_attributes() {
        let log = Log::from_line(r#"{"message": "hello", "a": {"b": 1}}"#);
        assert_eq!(log.message, "hello");
        assert_eq!(Value::Object(log.attributes), json!({ "a": { "b": 1 } }));
        let log = Log::from_line(r#"{"a": 1}"#);
        assert_eq!(log.message, r#"{"a": 1}"#);
        let log = Log::from_line("{not json");
        assert_eq!((log.message.as_str(), log.attributes.len()), ("{not json", 0));
    }

    #[test]
    fn a_long_or_deep_line_is_bounded() {
        let log = Log::from_line(&"ä".repeat(MESSAGE_BYTES_MAX));
        assert_eq!(log.message.len(), MESSAGE_BYTES_MAX);
        let deep = format!("{}{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
        assert_eq!(Log::from_line(&deep).attributes.len(), 0);
    }
}
