//! Values in messages: comparison and formatting.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Encodes all but the unreserved characters of RFC 3986.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A value of a variable or an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
}

impl Value {
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Text(text) => text.trim().parse().ok(),
            Self::Number(number) => Some(*number),
        }
    }
}

/// Whether the value contains `text`; an empty `text` matches every value that is not empty.
pub(super) fn contains(value: Option<&Value>, text: &str) -> bool {
    let value = value.map(Value::text).unwrap_or_default();
    if text.is_empty() {
        !value.is_empty()
    } else {
        value.contains(text)
    }
}

/// Whether the value equals `text`, as numbers if both are numbers. An empty `text` matches only an empty or absent value.
pub(super) fn is_exactly(value: Option<&Value>, text: &str) -> bool {
    match (value.and_then(Value::number), text.parse::<f64>()) {
        (Some(value), Ok(number)) => value == number,
        _ => value.map(Value::text).unwrap_or_default() == text,
    }
}

/// The form of a value in two braces (doc: monitors/notify/variables, "Character escape").
pub(super) fn html_encoded(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

pub(super) fn url_encoded(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}
