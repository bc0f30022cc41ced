//! Fields of objects.

use serde_json::{Map, Value};

use crate::answer::Refusal;

/// The fields of a body.
pub(crate) fn fields(body: Value) -> Result<Map<String, Value>, Refusal> {
    match body {
        Value::Object(fields) => Ok(fields),
        _ => Err(Refusal::invalid("The body must be a JSON object")),
    }
}

/// Adds the fields that are not there.
pub(crate) fn fill(fields: &mut Map<String, Value>, defaults: Value) {
    if let Value::Object(defaults) = defaults {
        for (name, value) in defaults {
            fields.entry(name).or_insert(value);
        }
    }
}

/// Sets fields.
pub(crate) fn set(fields: &mut Map<String, Value>, values: Value) {
    if let Value::Object(values) = values {
        fields.extend(values);
    }
}

/// The texts of a list.
pub(crate) fn texts<'v>(object: &'v Value, name: &str) -> impl Iterator<Item = &'v str> {
    let list = object.get(name).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str)
}

/// A part of a list.
pub(crate) fn page<T>(items: Vec<T>, start: usize, count: usize) -> Vec<T> {
    items.into_iter().skip(start).take(count).collect()
}
