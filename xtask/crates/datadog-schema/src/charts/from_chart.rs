//! The keys of a chart, generated from what it ships: the default values list keys and their types, the schema adds keys and types that the
//! defaults do not show.

use serde_json::{Map, Value};

use crate::charts::key::{Key, ValueType};

/// Returns the keys of a chart with these default values. `schema` is its `values.schema.json`, null if it has none. `included` are the keys with the values
/// of charts that it depends on: those accept more keys than the defaults list.
#[must_use]
pub fn from_chart(defaults: &Value, schema: &Value, included: &[&str]) -> Key {
    let mut key = key_of_default(defaults);
    add_schema(&mut key, schema, schema, 0);
    for name in included {
        if let Some(key) = key.keys.get_mut(*name) {
            key.open = true;
        }
    }
    key
}

/// Suffixes of keys whose maps are passed to Kubernetes as they are, so that they accept any key.
const KUBERNETES_SUFFIXES: [&str; 8] = [
    "affinity",
    "annotations",
    "context",
    "labels",
    "probe",
    "resources",
    "selector",
    "strategy",
];

fn is_kubernetes_map(name: &str) -> bool {
    KUBERNETES_SUFFIXES
        .iter()
        .any(|end| name.to_ascii_lowercase().ends_with(end))
}

/// An empty map accepts any key. Null accepts any type.
fn key_of_default(default: &Value) -> Key {
    let mut key = Key {
        types: ValueType::of(default).into_iter().collect(),
        ..Key::default()
    };
    if let Value::Object(fields) = default {
        key.open = fields.is_empty();
        for (name, default) in fields {
            let mut inner = key_of_default(default);
            inner.open |= inner.types.contains(&ValueType::Map) && is_kubernetes_map(name);
            key.keys.insert(name.clone(), inner);
        }
    }
    key
}

/// The greatest depth to which references in a schema are followed.
const DEPTH_MAX: usize = 32;

/// Adds what `schema`, a part of `root`, declares for a key. Ignores conditions (`if`, `allOf`): they relate keys to each other.
fn add_schema(key: &mut Key, schema: &Value, root: &Value, depth: usize) {
    let Some(schema) = schema.as_object().filter(|_| depth < DEPTH_MAX) else {
        return;
    };
    if let Some(target) = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| reference.strip_prefix('#'))
    {
        return add_schema(key, root.pointer(target).unwrap_or(&Value::Null), root, depth + 1);
    }
    let known = !key.types.is_empty();
    let types = types(schema);
    if known || !types.is_empty() {
        key.types.extend(types);
        key.types.sort_unstable();
        key.types.dedup();
    }
    if let Some(allowed) = allowed(schema) {
        key.allowed = allowed;
    }
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        // a map without declared keys
        key.open |= key.types.contains(&ValueType::Map) && key.keys.is_empty();
        return;
    };
    // If the default is an empty map, the schema decides whether other keys are accepted.
    if key.keys.is_empty() {
        key.open = schema.get("additionalProperties") != Some(&Value::Bool(false));
    }
    for (name, schema) in properties {
        add_schema(key.keys.entry(name.clone()).or_default(), schema, root, depth + 1);
    }
}

/// The types that a schema allows, without null.
fn types(schema: &Map<String, Value>) -> Vec<ValueType> {
    let names = match schema.get("type") {
        Some(Value::String(name)) => vec![name.as_str()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => alternatives(schema)
            .iter()
            .filter_map(|one| one.get("type")?.as_str())
            .collect(),
    };
    let of = |name: &str| match name {
        "boolean" => Some(ValueType::Boolean),
        "array" => Some(ValueType::List),
        "object" => Some(ValueType::Map),
        "number" | "integer" => Some(ValueType::Number),
        "string" => Some(ValueType::Text),
        _ => None,
    };
    names.into_iter().filter_map(of).collect()
}

fn alternatives(schema: &Map<String, Value>) -> &[Value] {
    let list = schema
        .get("anyOf")
        .or_else(|| schema.get("oneOf"))
        .and_then(Value::as_array);
    list.map_or(&[], Vec::as_slice)
}

/// The texts that a schema allows, if each of its alternatives lists them.
fn allowed(schema: &Map<String, Value>) -> Option<Vec<String>> {
    if let Some(word) = schema.get("const").and_then(Value::as_str) {
        return Some(vec![word.to_owned()]);
    }
    if let Some(allowed) = schema.get("enum").and_then(Value::as_array) {
        return allowed.iter().map(|word| word.as_str().map(str::to_owned)).collect();
    }
    let alternatives = alternatives(schema);
    let each: Option<Vec<_>> = alternatives.iter().map(|one| allowed(one.as_object()?)).collect();
    each.filter(|_| !alternatives.is_empty()).map(|lists| lists.concat())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn defaults_and_schema_together() {
        let defaults = json!({ "logs": { "enabled": false, "labels": {}, "paths": [], "readinessProbe": { "periodSeconds": 1 }, "mode": null, "image": "" }, "other": { "a": 1 } });
        let schema = json!({
            "type": "object",
            "properties": {
                "logs": {
                    "type": "object",
                    "properties": {
                        "mode": { "anyOf": [{ "type": "string", "enum": ["fast", "slow"] }, { "type": "string", "const": "" }] },
                        "image": { "type": ["string", "null"] },
                        "targets": { "$ref": "#/$defs/targets" },
                        "port": { "type": ["integer", "string"] },
                    },
                },
            },
            "$defs": { "targets": { "type": "object", "properties": { "name": { "type": "string" } }, "additionalProperties": false } },
        });
        let expected = "\
logs map
  enabled boolean
  image text
  labels map, open
  mode text = [\"fast\",\"slow\",\"\"]
  paths list
  port number|text
  readinessProbe map, open
    periodSeconds number
  targets map
    name text
other map, open
  a number
";
        assert_eq!(from_chart(&defaults, &schema, &["other"]).to_string(), expected);
    }

    #[test]
    fn a_schema_that_refers_to_itself_ends() {
        let schema = json!({ "properties": { "a": { "$ref": "#" } } });
        let key = from_chart(&json!({}), &schema, &[]);
        assert!(key.keys.contains_key("a"));
    }
}
