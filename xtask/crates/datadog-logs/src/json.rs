//! JSON as it arrives in logs.

use serde_json::{Map, Value};

use crate::path;

/// The value of a text. Line breaks and other control characters inside strings are accepted, as Datadog does.
pub(crate) fn parse(text: &str) -> Option<Value> {
    if let Ok(value) = serde_json::from_str(text) {
        return Some(value);
    }
    if !text.bytes().any(|byte| byte < b' ') {
        return None;
    }
    serde_json::from_str(&escaped(text)).ok()
}

/// The value at the start of a text, whatever follows it.
pub(crate) fn first(text: &str) -> Option<Value> {
    if let Some(value) = parse(text) {
        return Some(value);
    }
    serde_json::Deserializer::from_str(text).into_iter().next()?.ok()
}

/// The attributes of an object: keys with dots are paths; `null` and what is empty are no attributes.
pub(crate) fn compact(object: Map<String, Value>) -> Map<String, Value> {
    let mut out = attributes(object);
    drop_empty(&mut out);
    out
}

/// Removes what is empty. The depth is that of JSON, which its reader limits.
fn drop_empty(object: &mut Map<String, Value>) {
    object.retain(|_, value| match value {
        Value::Object(inside) => {
            drop_empty(inside);
            !inside.is_empty()
        }
        Value::Array(items) => {
            items.iter_mut().filter_map(Value::as_object_mut).for_each(drop_empty);
            !items.is_empty()
        }
        _ => true,
    });
}

/// The text with the control characters inside strings escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut in_string = false;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => in_string = !in_string,
            '\\' if in_string => {
                out.push(c);
                out.extend(chars.next());
                continue;
            }
            c if in_string && u32::from(c) < 0x20 => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

/// The same with what is empty.
fn attributes(object: Map<String, Value>) -> Map<String, Value> {
    let is_leaf = |value: &Value| value.is_string() || value.is_number() || value.is_boolean();
    let is_plain = |(key, value): (&String, &Value)| !key.contains('.') && is_leaf(value);
    if object.iter().all(is_plain) {
        return object;
    }
    let mut out = Map::new();
    for (key, value) in object {
        let value = match value {
            Value::Null => continue,
            Value::Object(inside) => Value::Object(attributes(inside)),
            Value::Array(items) => Value::Array(items.into_iter().map(element).collect()),
            leaf => leaf,
        };
        if key.contains('.') {
            path::set(&mut out, &key, value);
        } else {
            out.insert(key, value);
        }
    }
    out
}

fn element(value: Value) -> Value {
    match value {
        Value::Object(inside) => Value::Object(attributes(inside)),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn line_breaks_inside_strings_are_accepted() {
        assert_eq!(
            parse("{\"a\": \"x\ny\\\\\",\n\"b\": 1}"),
            Some(json!({ "a": "x\ny\\", "b": 1 }))
        );
        assert_eq!(parse("{\n"), None);
    }

    #[test]
    fn keys_with_dots_are_paths() {
        let object = json!({ "a.b": 1, "a": { "c": null, "d.e": 2 }, "f": [{ "g": null }, null] });
        let Value::Object(object) = object else {
            panic!("an object")
        };
        assert_eq!(
            Value::Object(attributes(object)),
            json!({ "a": { "b": 1, "d": { "e": 2 } }, "f": [{}, null] })
        );
    }
}
