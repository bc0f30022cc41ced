//! Shapes as JSON Schema.

use serde_json::{Map, Value, json};

use crate::outputs::Output;
use crate::shape::{Field, Shape};

/// The JSON Schema of an output. It allows members that it does not list: later versions of the tool may have more.
#[must_use]
pub fn schema(output: &Output) -> Value {
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("cargo xtask {} --format json", output.verb),
        "description": output.about,
    });
    if let (Some(schema), Value::Object(of)) = (schema.as_object_mut(), of(&output.shape)) {
        schema.extend(of);
    }
    schema
}

fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::OneOf(words) => json!({ "enum": words }),
        Shape::Integer => json!({ "type": "integer" }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Boolean => json!({ "type": "boolean" }),
        Shape::Any => json!({}),
        Shape::Nullable(inner) => json!({ "anyOf": [of(inner), { "type": "null" }] }),
        Shape::List(inner) => json!({ "type": "array", "items": of(inner) }),
        Shape::Map(inner) => json!({ "type": "object", "additionalProperties": of(inner) }),
        Shape::Object(fields) => {
            let required: Vec<&str> = fields
                .iter()
                .filter(|field| !field.optional)
                .map(|field| field.name)
                .collect();
            let properties: Map<String, Value> = fields.iter().map(property).collect();
            json!({ "type": "object", "properties": properties, "required": required })
        }
    }
}

fn property(field: &Field) -> (String, Value) {
    let mut schema = of(&field.shape);
    schema["description"] = field.meaning.into();
    (field.name.to_owned(), schema)
}
