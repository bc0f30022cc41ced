//! `?a=1&b=2`.

use serde_json::{Map, Value};

/// The parameters of a query string. As in Datadog's example, values stay as they are encoded.
pub(crate) fn parse(text: &str) -> Value {
    let mut out = Map::new();
    let text = text.strip_prefix('?').unwrap_or(text);
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = Value::String(value.to_owned());
        match out.get_mut(key) {
            None => {
                out.insert(key.to_owned(), value);
            }
            Some(Value::Array(values)) => values.push(value),
            Some(before) => *before = Value::Array(vec![before.take(), value]),
        }
    }
    Value::Object(out)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_parameter_may_come_twice() {
        assert_eq!(
            parse("?a=1&b=%20&a=2&c"),
            json!({ "a": ["1", "2"], "b": "%20", "c": "" })
        );
    }
}
