//! The definition of the kind for Kubernetes, from the types.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use crate::{GROUP, KIND, LinkedSpec, LinkedStatus, PLURAL, SHORT_NAME, VERSION};

/// The `CustomResourceDefinition`.
#[must_use]
pub fn crd() -> Value {
    json!({
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": { "name": format!("{PLURAL}.{GROUP}") },
        "spec": {
            "group": GROUP,
            "names": {
                "kind": KIND,
                "listKind": format!("{KIND}List"),
                "plural": PLURAL,
                "singular": KIND.to_lowercase(),
                "shortNames": [SHORT_NAME],
                "categories": ["datadog"],
            },
            "scope": "Namespaced",
            "versions": [{
                "name": VERSION,
                "served": true,
                "storage": true,
                "subresources": { "status": {} },
                "additionalPrinterColumns": [
                    column("Type", ".spec.type"),
                    column("Resolved", ".status.conditions[?(@.type==\"Resolved\")].status"),
                    column("Ready", ".status.conditions[?(@.type==\"Ready\")].status"),
                    column("Id", ".status.resource.id"),
                    { "name": "Age", "type": "date", "jsonPath": ".metadata.creationTimestamp" },
                ],
                "schema": { "openAPIV3Schema": {
                    "description": "An object of Datadog whose payload needs the ids of others.",
                    "type": "object",
                    "required": ["spec"],
                    "properties": {
                        "spec": structural::<LinkedSpec>(),
                        "status": structural::<LinkedStatus>(),
                    },
                } },
            }],
        },
    })
}

fn column(name: &str, path: &str) -> Value {
    json!({ "name": name, "type": "string", "jsonPath": path })
}

/// The schema of a type in the form that Kubernetes demands: no reference, no `additionalProperties: false`, which is the API server's own rule.
fn structural<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::openapi3().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let mut schema = settings
        .with_transform(schemars::transform::RecursiveTransform(without_what_kubernetes_rejects))
        .into_generator()
        .into_root_schema_for::<T>();
    schema.remove("title");
    schema.to_value()
}

fn without_what_kubernetes_rejects(schema: &mut Schema) {
    if schema.get("additionalProperties") == Some(&Value::Bool(false)) {
        schema.remove("additionalProperties");
    }
    // A default of null or of an empty list would be written into every object, and Argo CD would report a difference.
    schema.remove("default");
    one_line_description(schema);
    plain_enum(schema);
}

/// Line breaks of the comments that descriptions come from.
fn one_line_description(schema: &mut Schema) {
    if let Some(Value::String(text)) = schema.get_mut("description") {
        *text = text.replace('\n', " ");
    }
}

/// An enum whose variants have comments is a choice of constants; Kubernetes knows lists of values alone.
fn plain_enum(schema: &mut Schema) {
    let Some(Value::Array(variants)) = schema.get("oneOf") else {
        return;
    };
    let of = |variant: &Value| match (&variant["const"], &variant["enum"][0]) {
        (Value::String(word), _) | (_, Value::String(word)) => Some(word.clone()),
        _ => None,
    };
    let words: Option<Vec<String>> = variants.iter().map(of).collect();
    if let Some(words) = words {
        schema.remove("oneOf");
        schema.insert("type".to_owned(), "string".into());
        schema.insert("enum".to_owned(), words.into());
    }
}
