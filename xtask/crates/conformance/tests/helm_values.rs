//! Every key of the Helm values exists in the pinned chart and has the type of its default: Helm takes a misspelt key without a word, and the
//! agent then runs without what it was meant to do.

use conformance::{corpus, json, repository};
use serde_json::Value;

const ENVIRONMENTS: [&str; 3] = ["dev", "staging", "prod"];

/// The values of a chart as they were rendered.
fn values(env: &str, chart: &str) -> Value {
    let path = repository().join("helm-values").join(env).join(format!("{chart}.yaml"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::to_value(serde_saphyr::from_str::<Value>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))).expect("a JSON value")
}

/// Whether the default says nothing about what stands there: an empty map is filled freely, null takes anything, a list replaces the default list.
fn open(default: &Value) -> bool {
    match default {
        Value::Null | Value::Array(_) => true,
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a map",
    }
}

fn compare(path: &str, value: &Value, default: &Value, wrong: &mut Vec<String>) {
    match (value, default) {
        (Value::Array(_) | Value::Null, Value::Array(_)) | (_, Value::Null) => {}
        (Value::Object(_), default @ Value::Object(_)) if open(default) => {}
        (Value::Object(fields), Value::Object(defaults)) => {
            for (key, value) in fields {
                match defaults.get(key) {
                    Some(default) => compare(&format!("{path}.{key}"), value, default, wrong),
                    None => wrong.push(format!("{path}.{key}: the chart has no such key")),
                }
            }
        }
        (value, default) if kind(value) == kind(default) => {}
        (value, default) => wrong.push(format!("{path}: {} where the chart has {}", kind(value), kind(default))),
    }
}

fn check(chart: &str, defaults: &Value) {
    let mut wrong = Vec::new();
    for env in ENVIRONMENTS {
        compare(&format!("{env}/{chart}"), &values(env, chart), defaults, &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The pinned versions are the ones that the published defaults are of.
fn published(corpus: &std::path::Path, chart: &str) -> Value {
    let version = &conformance::estate().catalog.platform.charts[chart];
    json(corpus, &format!("helm/{chart}-{version}-default-values.json"))
}

#[test]
fn every_key_exists_in_the_agent_chart() {
    let Some(corpus) = corpus() else { return };
    check("datadog", &published(&corpus, "datadog"));
}

#[test]
fn every_key_exists_in_the_operator_chart() {
    let Some(corpus) = corpus() else { return };
    check("datadog-operator", &published(&corpus, "datadog-operator"));
}

#[test]
fn the_values_fit_the_schema_of_the_agent_chart() {
    let Some(corpus) = corpus() else { return };
    let version = &conformance::estate().catalog.platform.charts["datadog"];
    let schema = json(&corpus, &format!("helm/datadog-{version}-values.schema.json"));
    let validator = jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{error}"));
    for env in ENVIRONMENTS {
        let values = values(env, "datadog");
        let wrong: Vec<_> = validator.iter_errors(&values).map(|e| format!("{env}{}: {e}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

#[test]
fn a_misspelt_key_and_a_wrong_type_are_found() {
    let default = serde_json::json!({ "logs": { "enabled": false, "open": {} } });
    let mut wrong = Vec::new();
    compare(
        "v",
        &serde_json::json!({ "logs": { "enabeld": true, "enabled": "yes", "open": { "a": 1 } } }),
        &default,
        &mut wrong,
    );
    assert_eq!(
        wrong,
        [
            "v.logs.enabeld: the chart has no such key",
            "v.logs.enabled: a text where the chart has a boolean"
        ]
    );
}
