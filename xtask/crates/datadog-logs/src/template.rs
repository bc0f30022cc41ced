//! Texts with `%{attribute}`.
//!
//! Source: Datadog's documentation, "String builder processor": an array is written with commas between its elements, an attribute below an array of objects
//! is taken from each of them, and an object is a missing attribute.

use serde_json::Value;

use crate::{Log, path};

/// A compiled text.
#[derive(Debug)]
pub(crate) struct Template {
    pieces: Vec<Piece>,
}

#[derive(Debug, PartialEq)]
enum Piece {
    Text(String),
    Attribute(String),
}

impl Template {
    /// Compiles a text; `%{` without `}` is text.
    pub(crate) fn new(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("%{") {
            let Some((attribute, after)) = after.split_once('}') else {
                break;
            };
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(Piece::Attribute(attribute.trim().to_owned()));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Self { pieces }
    }

    /// The text for a log; `None` if an attribute is missing and missing ones are not replaced.
    pub(crate) fn render(&self, log: &Log, replace_missing: bool) -> Option<String> {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Attribute(path) => match value(log, path) {
                    Some(text) => out.push_str(&text),
                    None if replace_missing => {}
                    None => return None,
                },
            }
        }
        Some(cut(&out))
    }
}

/// The most characters of a text that is built: Datadog cuts what is longer.
const CHARS_MAX: usize = 256;

fn cut(text: &str) -> String {
    text.chars().take(CHARS_MAX).collect()
}

fn value(log: &Log, path: &str) -> Option<String> {
    if let Some(found) = log.get(path) {
        return text(&found);
    }
    // the path may lead into the objects of an array
    let mut texts = Vec::new();
    path::each(&log.attributes, path, &mut |value| texts.extend(text(value)));
    (!texts.is_empty()).then(|| texts.join(","))
}

/// A value as text; `None` for objects and null.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Array(items) => {
            let texts: Vec<String> = items.iter().filter_map(text).collect();
            (!texts.is_empty()).then(|| texts.join(","))
        }
        Value::Object(_) | Value::Null => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_filled_in() {
        let log = Log::from_line(
            r#"{"user": {"name": "kim"}, "ids": [1, 2], "events": [{"ip": "a"}, {"ip": "b"}, {}], "o": {"p": {}}}"#,
        );
        let check = |template: &str, replace: bool, expected: Option<&str>| {
            let found = Template::new(template).render(&log, replace);
            assert_eq!(found.as_deref(), expected, "{template}");
        };
        check("%{user.name} has %{ids}", false, Some("kim has 1,2"));
        check("%{events.ip}", false, Some("a,b"));
        check("x%{missing}y", true, Some("xy"));
        check("x%{missing}y", false, None);
        check("%{o}", false, None);
        check("100%{", false, Some("100%{"));
    }
}
