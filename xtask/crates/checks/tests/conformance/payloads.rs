//! Every rendered payload is valid against Datadog's OpenAPI document. Unknown fields are errors here, because the API drops them silently.

use std::collections::BTreeMap;

use crate::measure::definitions;
use jsonschema::Validator;
use render::Spec;
use serde_json::{Value, json};
use test_support::openapi::{Document, documents};

/// The API's schemas as one JSON Schema with the root `name`. An object that lists its fields accepts no others.
fn schema(schemas: &Value, name: &str) -> Value {
    let mut root = json!({ "$ref": format!("#/components/schemas/{name}"), "components": { "schemas": schemas } });
    close(&mut root);
    root
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            if fields.contains_key("properties") && fields.get("type") == Some(&json!("object")) {
                fields.entry("additionalProperties").or_insert(json!(false));
            }
            fields.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

/// The schemas of requests, by kind of object, for each version of the API.
const SCHEMAS: [&[(&str, &str)]; 2] = [
    &[
        ("monitor", "Monitor"),
        ("slo", "ServiceLevelObjectiveRequest"),
        ("dashboard", "Dashboard"),
        ("synthetic", "SyntheticsAPITest"),
    ],
    &[("downtime", "DowntimeCreateRequest")],
];

fn validators(documents: &[Document; 2]) -> BTreeMap<&'static str, Validator> {
    let of_version = |(document, kinds): (&Document, &[(&'static str, &str)])| {
        let names: Vec<&str> = kinds.iter().map(|(_, name)| *name).collect();
        let schemas = document.closure(&names);
        let validator = |name| {
            jsonschema::draft202012::new(&schema(&schemas, name)).unwrap_or_else(|error| panic!("{name}: {error}"))
        };
        kinds
            .iter()
            .map(|(kind, name)| (*kind, validator(name)))
            .collect::<Vec<_>>()
    };
    documents.iter().zip(SCHEMAS).flat_map(of_version).collect()
}

#[test]
fn every_payload_is_valid_against_the_openapi_document() {
    let Some(documents) = documents() else { return };
    let validators = validators(&documents);
    let (mut wrong, mut checked) = (Vec::new(), BTreeMap::new());
    for object in &definitions().objects {
        let kind = object.path.kind.as_str();
        let payload = object.spec.payload();
        *checked.entry(kind).or_insert(0) += 1;
        for error in validators[kind].iter_errors(payload) {
            wrong.push(format!(
                "{}/{} at {}: {:.300}",
                object.scope,
                object.path,
                error.instance_path(),
                error.to_string()
            ));
        }
    }
    println!("payloads checked: {checked:?}");
    assert!(
        wrong.is_empty(),
        "{} of {checked:?} are not valid:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn an_unknown_field_is_rejected() {
    let Some(documents) = documents() else { return };
    let validators = validators(&documents);
    for object in &definitions().objects {
        let kind = object.path.kind.as_str();
        let mut payload = object.spec.payload().clone();
        payload["querry"] = json!("x");
        assert!(!validators[kind].is_valid(&payload), "{} was accepted", object.path);
    }
}

/// A rule of the API that its schema lacks. Datadog rejects a violation with `Alert threshold (x) does not match that used in the query (y)`.
#[test]
fn the_threshold_of_the_query_equals_that_of_the_options() {
    for object in &definitions().objects {
        let Spec::Monitor(monitor) = &object.spec else { continue };
        // A composite compares nothing: its thresholds are those of the monitors that it combines.
        if monitor.payload["type"] == "composite" {
            continue;
        }
        let query = monitor.payload["query"].as_str().expect("a text");
        let critical = monitor.payload["options"]["thresholds"]["critical"]
            .as_f64()
            .expect("a number");
        if monitor.payload["type"] == "service check" {
            let last: f64 = query
                .split_once(".last(")
                .and_then(|(_, rest)| rest.split_once(')'))
                .expect("last(n)")
                .0
                .parse()
                .expect("a number");
            assert!(last >= critical, "{}: {query}", object.path);
        } else {
            let (_, threshold) = query.rsplit_once(' ').expect("a comparison");
            assert_eq!(
                threshold.parse::<f64>().ok(),
                Some(critical),
                "{}: {query}",
                object.path
            );
        }
    }
}
