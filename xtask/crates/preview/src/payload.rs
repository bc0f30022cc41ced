//! Fields of a payload. What is missing or of another type is absent: the schema of the API reports it elsewhere.

use serde_json::Value;

pub(crate) fn text<'v>(value: &'v Value, pointer: &str) -> Option<&'v str> {
    value.pointer(pointer).and_then(Value::as_str)
}

pub(crate) fn items<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}

/// A number, which some fields write as text.
pub(crate) fn number(value: &Value) -> Option<f64> {
    let written = || value.as_str().and_then(|text| text.trim().parse().ok());
    value.as_f64().or_else(written).filter(|number| number.is_finite())
}
