//! Reading JSON by the path of its keys.

use serde_json::{Map, Value};

/// The value at `path`, keys with `/` between them; a number counts the elements of an array.
pub(crate) fn at<'v>(map: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    let mut keys = path.split('/');
    let mut value = map.get(keys.next()?)?;
    for key in keys {
        value = match value {
            Value::Object(map) => map.get(key)?,
            Value::Array(array) => array.get(key.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}

/// The text at `path`; empty where there is none.
pub(crate) fn text<'v>(map: &'v Map<String, Value>, path: &str) -> &'v str {
    at(map, path).and_then(Value::as_str).unwrap_or_default()
}

/// The number at `path`.
pub(crate) fn number(map: &Map<String, Value>, path: &str) -> Option<f64> {
    at(map, path).and_then(Value::as_f64)
}

/// Whether `true` stands at `path`.
pub(crate) fn is_true(map: &Map<String, Value>, path: &str) -> bool {
    at(map, path).and_then(Value::as_bool).unwrap_or(false)
}

/// The elements of the array at `path`.
pub(crate) fn list<'v>(map: &'v Map<String, Value>, path: &str) -> &'v [Value] {
    at(map, path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
