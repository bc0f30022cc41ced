//! The definition of the kind.

use serde_json::Value;

#[test]
fn the_definition_is_what_the_types_say() {
    let derived = serde_json::to_string_pretty(&linked::crd()).expect("JSON") + "\n";
    if std::env::var_os("LINKED_WRITE_CRD").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/crd.json"), &derived).expect("a file");
    } else {
        assert_eq!(linked::CRD, derived, "LINKED_WRITE_CRD=1 writes crd.json");
    }
}

/// Kubernetes accepts structural schemas alone: each node has a type, and no reference and no choice of schemas.
#[test]
fn the_schema_is_structural() {
    let crd = linked::crd();
    check(&crd["spec"]["versions"][0]["schema"]["openAPIV3Schema"], "schema");
}

fn check(schema: &Value, place: &str) {
    assert!(schema["type"].is_string(), "{place} has no single type: {schema}");
    assert!(schema["description"].is_string(), "{place} has no description");
    for rejected in [
        "$ref",
        "oneOf",
        "anyOf",
        "allOf",
        "default",
        "const",
        "$schema",
        "definitions",
    ] {
        assert!(schema.get(rejected).is_none(), "{place} has {rejected}");
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        check(property, &format!("{place}.{name}"));
    }
    for inner in ["items", "additionalProperties"] {
        match schema.get(inner) {
            None => {}
            Some(inner) if inner["type"] == "string" => {}
            Some(schema) => check(schema, &format!("{place}[]")),
        }
    }
}
