//! MessagePack as JSON.

use rmpv::Value as Packed;
use serde_json::{Number, Value};

/// The deepest nesting that is read.
const DEPTH_MAX: usize = 64;

/// Reads one value. Bytes become lists of numbers, since JSON has none; keys of maps become texts.
///
/// # Errors
/// The bytes are no MessagePack, or nested too deep.
pub fn decode(bytes: &[u8]) -> Result<Value, String> {
    let mut rest = bytes;
    let value = rmpv::decode::read_value_with_max_depth(&mut rest, DEPTH_MAX).map_err(|error| error.to_string())?;
    Ok(json(value))
}

fn json(value: Packed) -> Value {
    match value {
        Packed::Nil => Value::Null,
        Packed::Boolean(value) => Value::Bool(value),
        Packed::Integer(number) => number
            .as_u64()
            .map(Value::from)
            .or_else(|| number.as_i64().map(Value::from))
            .unwrap_or(Value::Null),
        Packed::F32(number) => float(f64::from(number)),
        Packed::F64(number) => float(number),
        Packed::String(text) => Value::String(String::from_utf8_lossy(text.as_bytes()).into_owned()),
        Packed::Binary(bytes) | Packed::Ext(_, bytes) => Value::Array(bytes.into_iter().map(Value::from).collect()),
        Packed::Array(items) => Value::Array(items.into_iter().map(json).collect()),
        Packed::Map(entries) => Value::Object(
            entries
                .into_iter()
                .map(|(key, value)| (name(key), json(value)))
                .collect(),
        ),
    }
}

fn float(number: f64) -> Value {
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

fn name(key: Packed) -> String {
    match json(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
