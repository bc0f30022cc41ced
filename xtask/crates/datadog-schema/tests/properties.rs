//! Bad input never panics, and every problem points into the payload.

use datadog_schema::exports;
use datadog_schema::payload::{PayloadKind, Problem};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// Words of the tables, and some others.
const WORDS: &[&str] = &[
    "type",
    "query",
    "options",
    "thresholds",
    "critical",
    "warning",
    "widgets",
    "definition",
    "requests",
    "queries",
    "data_source",
    "metrics",
    "logs",
    "search",
    "formula",
    "formulas",
    "name",
    "layout",
    "x",
    "y",
    "width",
    "height",
    "layout_type",
    "free",
    "ordered",
    "template_variables",
    "defaults",
    "values",
    "tags",
    "timeseries",
    "group",
    "query alert",
    "log alert",
    "service check",
    "composite",
    "slo alert",
    "data",
    "attributes",
    "schedule",
    "scope",
    "rrule",
    "recurrences",
    "avg(last_5m):avg:a{*} > 1",
    "\"c\".over(\"*\").last(2).count_by_status()",
    "avg:a{$env}",
    "message",
    "{{#is_alert}}{{host.name}}",
    "é",
    "",
    "$env",
    "variables",
    "notify_by",
    "sli_specification",
    "time_slice",
    "timeframe",
    "target",
    "q",
    "events",
    "group_by",
    "facet",
    "FREQ=DAILY",
    "env:(a",
    "team:x",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![4 => prop::sample::select(WORDS).prop_map(str::to_owned), 1 => ".{0,12}"]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word().prop_map(Value::from),
    ];
    leaf.prop_recursive(7, 96, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((word(), inner), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Why a problem does not point into a value.
fn misplaced(value: &Value, problem: &Problem) -> Option<String> {
    let (parent, _) = problem.path.rsplit_once('/').unwrap_or_default();
    if value.pointer(&problem.path).or_else(|| value.pointer(parent)).is_none() {
        return Some(format!("{problem:?}"));
    }
    let text = value.pointer(&problem.path).and_then(Value::as_str);
    let within = |span: &std::ops::Range<usize>| text.is_some_and(|text| text.get(span.clone()).is_some());
    problem
        .span
        .as_ref()
        .filter(|span| !within(span))
        .map(|_| format!("{problem:?}: {text:?}"))
}

/// Values in the forms of exports.
fn export() -> impl Strategy<Value = Value> {
    let envelope =
        |field: &'static str| value().prop_map(move |value| serde_json::json!({ field: value, "status": "ok" }));
    let resource = |kind: &'static str| {
        value().prop_map(
            move |spec| serde_json::json!({ "apiVersion": "datadoghq.com/v1alpha1", "kind": kind, "spec": spec }),
        )
    };
    prop_oneof![
        value(),
        prop::sample::select(&["data", "monitors", "dashboards", "slos", "tests", "attributes", "errors"][..]).prop_flat_map(envelope),
        prop::sample::select(
            &["DatadogMonitor", "DatadogSLO", "DatadogDashboard", "DatadogGenericResource", "DatadogMonitorList", "ConfigMap"][..]
        )
        .prop_flat_map(resource),
        value().prop_map(|value| {
            let text = serde_json::json!({ "type": "slo", "jsonSpec": value.to_string() });
            serde_json::json!({ "apiVersion": "datadoghq.com/v1alpha1", "kind": "DatadogGenericResource", "spec": text })
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn any_json_is_validated(value in value()) {
        for kind in PayloadKind::ALL {
            let written = datadog_schema::validate::payload(kind, &value);
            let exported = datadog_schema::validate::exported(kind, &value);
            for problem in written.iter().chain(&exported) {
                prop_assert_eq!(misplaced(&value, problem), None);
            }
        }
    }

    #[test]
    fn objects_are_found_in_any_export(value in export()) {
        for kind in PayloadKind::ALL {
            for object in exports::objects(kind, value.clone()) {
                match object {
                    Ok(object) => {
                        prop_assert!(value.pointer(&object.path).is_some(), "{}", object.path);
                        for problem in datadog_schema::validate::exported(object.kind, &object.payload) {
                            prop_assert_eq!(misplaced(&object.payload, &problem), None);
                        }
                    }
                    Err(problem) => prop_assert_eq!(misplaced(&value, &problem), None),
                }
            }
        }
    }
}
