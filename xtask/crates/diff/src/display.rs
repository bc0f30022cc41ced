//! Formats text from the compared files for output: one line, bounded length, no control characters.

use serde_json::Value;

/// The longest text that is printed whole, in characters.
const CHARACTERS_MAX: usize = 80;

/// The longest list whose elements are printed one by one.
const ELEMENTS_MAX: usize = 6;

/// An escaped name. It is never shortened, because two different names must stay different.
pub(crate) fn name(text: &str) -> String {
    escaped(text.chars())
}

/// An escaped sentence; the end of a long one is cut off.
pub(crate) fn sentence(text: &str) -> String {
    const LONG: usize = 300;
    let cut = text.chars().nth(LONG).is_some();
    escaped(text.chars().take(LONG)) + if cut { "…" } else { "" }
}

/// An escaped text; the middle of a long one is cut out.
pub(crate) fn shortened(text: &str) -> String {
    let count = text.chars().count();
    if count <= CHARACTERS_MAX {
        return escaped(text.chars());
    }
    let half = CHARACTERS_MAX / 2;
    let front = escaped(text.chars().take(half));
    let back = escaped(text.chars().skip(count - half));
    format!("{front}…{back}")
}

/// The same in quotes, for names that may contain spaces.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", shortened(text))
}

/// Escapes control characters, and characters that change the direction of writing: they could make a text look like another one.
fn escaped(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in chars {
        if c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

/// A value on one line, shortened.
pub(crate) fn value(value: &Value) -> String {
    match value {
        Value::String(text) if text.is_empty() || text.trim() != text => quoted(text),
        Value::String(text) if text.lines().count() > 1 => format!("a text of {} lines", text.lines().count()),
        // Text that looks like another type.
        Value::String(text) if text.parse::<f64>().is_ok() || matches!(text.as_str(), "true" | "false" | "null") => {
            quoted(text)
        }
        Value::String(text) => shortened(text),
        Value::Array(elements) if elements.is_empty() => "[]".to_owned(),
        Value::Array(elements) if elements.len() <= ELEMENTS_MAX && elements.iter().all(is_scalar) => {
            let elements: Vec<_> = elements.iter().map(self::value).collect();
            format!("[{}]", elements.join(", "))
        }
        Value::Array(elements) => format!("a list of {}", elements.len()),
        Value::Object(fields) if fields.is_empty() => "{}".to_owned(),
        Value::Object(fields) => {
            let names: Vec<_> = fields.keys().take(ELEMENTS_MAX).map(|name| shortened(name)).collect();
            let more = if fields.len() > names.len() { ", …" } else { "" };
            format!("{{{}{more}}}", names.join(", "))
        }
        scalar => number(scalar),
    }
}

/// A scalar; `5.0` and `5` are the same number.
fn number(scalar: &Value) -> String {
    match scalar.as_f64() {
        Some(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        _ => scalar.to_string(),
    }
}

pub(crate) fn is_scalar(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

/// `one`, `one and two`, `one, two and three`.
pub(crate) fn joined<T: AsRef<str>>(parts: &[T]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [front @ .., last] => {
            let front: Vec<&str> = front.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", front.join(", "), last.as_ref())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_printed_on_one_line() {
        assert_eq!(value(&json!(5.0)), "5");
        assert_eq!(value(&json!(2.5)), "2.5");
        assert_eq!(value(&json!("5")), "'5'");
        assert_eq!(value(&json!("")), "''");
        assert_eq!(value(&json!("a\nb\n")), "'a\\nb\\n'");
        assert_eq!(value(&json!("a\nb")), "a text of 2 lines");
        assert_eq!(value(&json!(["a", 1])), "[a, 1]");
        assert_eq!(value(&json!({ "b": 1, "a": { "c": 2 } })), "{a, b}");
    }

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(shortened("a\u{1b}[31mb\u{202e}c"), "a\\u{1b}[31mb\\u{202e}c");
        assert_eq!(shortened(&"x".repeat(100)).chars().count(), CHARACTERS_MAX + 1);
    }
}
