//! The double's answers and the API's published schemas: every answer has the required fields, each of its type, and no field that the schema does not have,
//! except for those listed here.

use crate::support::{NOW, call, get, monitor, post, server, slo};
use serde_json::{Map, Value, json};

/// Fields of version 1 that Datadog returns and its schema does not have, and why.
const KNOWN: &[(&str, &str)] = &[
    ("Monitor /org_id", "recorded answers have it"),
    ("Monitor /created_at", "recorded answers have it"),
    ("Monitor /overall_state_modified", "recorded answers have it"),
    ("SLOListResponse /data/0/type_id", "recorded answers have it"),
    ("SLOResponse /data/type_id", "recorded answers have it"),
    (
        "SLOHistoryResponse /data/slo",
        "the SLO itself, for readers of the double",
    ),
    ("MetricsQueryResponse /resp_version", "recorded answers have it"),
    ("MetricsQueryResponse /values", "recorded answers have it"),
    ("MetricsQueryResponse /times", "recorded answers have it"),
    ("SyntheticsAPITest /created_at", "the operator reads it"),
    ("SyntheticsAPITest /creator", "the operator reads it"),
    ("SyntheticsAPITest /modified_at", "the operator reads it"),
];

/// Compares a value with a schema.
struct Check<'s> {
    schemas: &'s Value,
    found: Vec<String>,
}

impl Check<'_> {
    fn schema<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(reference) => &self.schemas[reference.rsplit('/').next().unwrap_or_default()],
            None => schema,
        }
    }

    fn errors(&self, schema: &Value, value: &Value, at: &str) -> Vec<String> {
        let schema = self.schema(schema);
        if value.is_null() {
            let nullable = schema["nullable"] == true || schema.as_object().is_none_or(Map::is_empty);
            return if nullable {
                Vec::new()
            } else {
                vec![format!("{at}: null")]
            };
        }
        if let Some(choices) = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array()) {
            let all: Vec<Vec<String>> = choices.iter().map(|choice| self.errors(choice, value, at)).collect();
            return all.into_iter().min_by_key(Vec::len).unwrap_or_default();
        }
        let is = |wanted: bool| {
            if wanted {
                Vec::new()
            } else {
                vec![format!("{at}: {value} is no {}", schema["type"])]
            }
        };
        let errors = match schema["type"].as_str() {
            Some("object") => self.object(schema, value, at),
            Some("array") => match value.as_array() {
                Some(items) => {
                    let each = items.iter().enumerate();
                    return each
                        .flat_map(|(i, item)| self.errors(&schema["items"], item, &format!("{at}/{i}")))
                        .collect();
                }
                None => is(false),
            },
            Some("string") => is(value.is_string()),
            Some("integer") => is(value.is_i64() || value.is_u64()),
            Some("number") => is(value.is_number()),
            Some("boolean") => is(value.is_boolean()),
            _ => Vec::new(),
        };
        match schema["enum"].as_array() {
            Some(values) if !values.contains(value) => vec![format!("{at}: {value} is none of the values")],
            _ => errors,
        }
    }

    fn object(&self, schema: &Value, value: &Value, at: &str) -> Vec<String> {
        let Some(fields) = value.as_object() else {
            return vec![format!("{at}: {value} is no object")];
        };
        let mut errors = Vec::new();
        for name in schema["required"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            if !fields.contains_key(name) {
                errors.push(format!("{at}: {name} is missing"));
            }
        }
        // An object without properties, or with additional ones, has any.
        let properties = schema["properties"]
            .as_object()
            .filter(|properties| !properties.is_empty());
        let open = !schema["additionalProperties"].is_null() && schema["additionalProperties"] != false;
        for (name, field) in fields {
            let at = format!("{at}/{name}");
            match properties.map(|properties| properties.get(name)) {
                Some(Some(property)) => errors.extend(self.errors(property, field, &at)),
                Some(None) if !open => errors.push(format!("{at}: not in the schema")),
                _ => {}
            }
        }
        errors
    }

    fn answer(&mut self, name: &str, value: &Value) {
        assert!(self.schemas.get(name).is_some(), "no schema {name}");
        let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
        let errors = self.errors(&reference, value, "");
        self.found
            .extend(errors.into_iter().map(|error| format!("{name} {error}")));
    }

    /// Fails if anything was found that is not known, or if something known was not found.
    fn finish(self, known: &[(&str, &str)]) {
        let is = |line: &str, known: &str| line.strip_prefix(known).is_some_and(|rest| rest.starts_with(':'));
        let unknown: Vec<&String> = self
            .found
            .iter()
            .filter(|line| !known.iter().any(|(known, _why)| is(line, known)))
            .collect();
        assert!(unknown.is_empty(), "{} differences\n{unknown:#?}", unknown.len());
        let gone: Vec<&str> = known
            .iter()
            .map(|(known, _why)| *known)
            .filter(|known| !self.found.iter().any(|line| is(line, known)))
            .collect();
        assert!(gone.is_empty(), "listed and not found: {gone:#?}");
    }
}

const V1: &[&str] = &[
    "Monitor",
    "DeletedMonitor",
    "CheckCanDeleteMonitorResponse",
    "MonitorSearchResponse",
    "MonitorGroupSearchResponse",
    "Dashboard",
    "DashboardSummary",
    "DashboardDeleteResponse",
    "SLOListResponse",
    "SLOResponse",
    "SLODeleteResponse",
    "SearchSLOResponse",
    "SLOHistoryResponse",
    "SLOCorrectionResponse",
    "SLOCorrectionListResponse",
    "MetricsQueryResponse",
    "SyntheticsAPITest",
    "SyntheticsDeleteTestsResponse",
    "NotebookResponse",
    "NotebooksResponse",
    "Downtime",
    "EventCreateResponse",
    "EventListResponse",
    "LogsPipeline",
    "LogsPipelinesOrder",
    "LogsIndex",
    "LogsListResponse",
    "AuthenticationValidationResponse",
];

#[test]
fn answers_of_version_1_have_the_published_form() {
    let Some([v1, _]) = test_support::openapi::documents() else {
        return;
    };
    let schemas = v1.closure(V1);
    let mut check = Check {
        schemas: &schemas,
        found: Vec::new(),
    };
    let server = server();
    check.answer(
        "AuthenticationValidationResponse",
        &get(&server, "/api/v1/validate").expect(200),
    );
    let created = post(&server, "/api/v1/monitor", &monitor("a")).expect(200);
    check.answer("Monitor", &created);
    let id = &created["id"];
    let points: Vec<Value> = (0..10)
        .map(|i| json!({ "timestamp": NOW - 600 + i * 60, "value": 500.0 }))
        .collect();
    let series = json!({ "series": [{ "metric": "queue.length", "type": 3, "points": points, "tags": ["queue:a"] }] });
    post(&server, "/api/v2/series", &series).expect(202);
    check.answer(
        "Monitor",
        &get(
            &server,
            &format!("/api/v1/monitor/{id}?group_states=all&with_downtimes=true"),
        )
        .expect(200),
    );
    check.answer(
        "MonitorSearchResponse",
        &get(&server, "/api/v1/monitor/search").expect(200),
    );
    check.answer(
        "MonitorGroupSearchResponse",
        &get(&server, "/api/v1/monitor/groups/search").expect(200),
    );
    check.answer(
        "CheckCanDeleteMonitorResponse",
        &get(&server, &format!("/api/v1/monitor/can_delete?monitor_ids={id}")).expect(200),
    );
    check.answer(
        "MetricsQueryResponse",
        &get(
            &server,
            &format!(
                "/api/v1/query?from={}&to={NOW}&query=avg:queue.length%7B*%7D",
                NOW - 600
            ),
        )
        .expect(200),
    );
    check.answer(
        "DeletedMonitor",
        &call(&server, "DELETE", &format!("/api/v1/monitor/{id}"), None).expect(200),
    );
    let note = json!({ "title": "a", "layout_type": "ordered", "widgets": [{ "definition": { "type": "note", "content": "a" } }] });
    let dashboard = post(&server, "/api/v1/dashboard", &note).expect(200);
    check.answer("Dashboard", &dashboard);
    check.answer("DashboardSummary", &get(&server, "/api/v1/dashboard").expect(200));
    let path = format!("/api/v1/dashboard/{}", dashboard["id"].as_str().expect("a text"));
    check.answer(
        "DashboardDeleteResponse",
        &call(&server, "DELETE", &path, None).expect(200),
    );
    let created = post(&server, "/api/v1/slo", &slo("a")).expect(200);
    check.answer("SLOListResponse", &created);
    let id = created["data"][0]["id"].as_str().expect("a text");
    check.answer("SLOListResponse", &get(&server, "/api/v1/slo").expect(200));
    check.answer(
        "SLOResponse",
        &get(&server, &format!("/api/v1/slo/{id}?with_configured_alert_ids=true")).expect(200),
    );
    check.answer(
        "SearchSLOResponse",
        &get(&server, "/api/v1/slo/search?query=a").expect(200),
    );
    check.answer(
        "SLOHistoryResponse",
        &get(
            &server,
            &format!("/api/v1/slo/{id}/history?from_ts={}&to_ts={NOW}", NOW - 3600),
        )
        .expect(200),
    );
    let correction = json!({ "data": { "type": "correction", "attributes": { "slo_id": id, "category": "Other", "start": NOW, "end": NOW + 60, "timezone": "UTC" } } });
    check.answer(
        "SLOCorrectionResponse",
        &post(&server, "/api/v1/slo/correction", &correction).expect(200),
    );
    check.answer(
        "SLOCorrectionListResponse",
        &get(&server, "/api/v1/slo/correction").expect(200),
    );
    check.answer(
        "SLODeleteResponse",
        &call(&server, "DELETE", &format!("/api/v1/slo/{id}"), None).expect(200),
    );
    let test = json!({
        "type": "api", "subtype": "http", "name": "a", "message": "", "locations": ["aws:eu-central-1"], "tags": [],
        "config": { "request": { "method": "GET", "url": "https://example.org" }, "assertions": [] }, "options": { "tick_every": 300 },
    });
    let test = post(&server, "/api/v1/synthetics/tests/api", &test).expect(200);
    check.answer("SyntheticsAPITest", &test);
    let deleted = post(
        &server,
        "/api/v1/synthetics/tests/delete",
        &json!({ "public_ids": [test["public_id"]] }),
    )
    .expect(200);
    check.answer("SyntheticsDeleteTestsResponse", &deleted);
    let notebook = json!({ "data": { "type": "notebooks", "attributes": {
        "name": "a", "time": { "live_span": "1h" },
        "cells": [{ "type": "notebook_cells", "attributes": { "definition": { "type": "markdown", "text": "a" } } }],
    } } });
    check.answer(
        "NotebookResponse",
        &post(&server, "/api/v1/notebooks", &notebook).expect(200),
    );
    check.answer("NotebooksResponse", &get(&server, "/api/v1/notebooks").expect(200));
    let event = json!({ "title": "a", "text": "b" });
    check.answer(
        "EventCreateResponse",
        &post(&server, "/api/v1/events", &event).expect(202),
    );
    check.answer(
        "EventListResponse",
        &get(&server, &format!("/api/v1/events?start={}&end={NOW}", NOW - 60)).expect(200),
    );
    check.answer(
        "LogsPipeline",
        &post(
            &server,
            "/api/v1/logs/config/pipelines",
            &json!({ "name": "a", "processors": [] }),
        )
        .expect(200),
    );
    check.answer(
        "LogsPipelinesOrder",
        &get(&server, "/api/v1/logs/config/pipeline-order").expect(200),
    );
    check.answer(
        "LogsIndex",
        &post(
            &server,
            "/api/v1/logs/config/indexes",
            &json!({ "name": "a", "filter": { "query": "*" } }),
        )
        .expect(200),
    );
    post(
        &server,
        "/api/v2/logs",
        &json!([{ "message": "a", "service": "b", "hostname": "c" }]),
    )
    .expect(202);
    check.answer(
        "LogsListResponse",
        &post(
            &server,
            "/api/v1/logs-queries/list",
            &json!({ "query": "*", "time": { "from": "now-1h", "to": "now" } }),
        )
        .expect(200),
    );
    check.finish(KNOWN);
}

const V2: &[&str] = &[
    "DowntimeResponse",
    "ListDowntimesResponse",
    "MonitorDowntimeMatchResponse",
    "MonitorNotificationRuleResponse",
    "MonitorNotificationRuleListResponse",
    "TimeseriesFormulaQueryResponse",
    "ScalarFormulaQueryResponse",
    "RolesResponse",
    "RoleResponse",
    "PermissionsResponse",
    "UserResponse",
    "LogsListResponse",
    "SpansListResponse",
    "ListApplicationKeysResponse",
];

#[test]
fn answers_of_version_2_have_the_published_form() {
    let Some([_, v2]) = test_support::openapi::documents() else {
        return;
    };
    let schemas = v2.closure(V2);
    let mut check = Check {
        schemas: &schemas,
        found: Vec::new(),
    };
    let server = server();
    let id = post(&server, "/api/v1/monitor", &monitor("a")).expect(200)["id"].clone();
    let downtime = json!({ "data": { "type": "downtime", "attributes": { "scope": "*", "monitor_identifier": { "monitor_id": id } } } });
    let created = post(&server, "/api/v2/downtime", &downtime).expect(200);
    check.answer("DowntimeResponse", &created);
    let path = format!(
        "/api/v2/downtime/{}?include=created_by",
        created["data"]["id"].as_str().expect("a text")
    );
    let one = get(&server, &path).expect(200);
    assert_eq!(
        one["included"][0]["id"],
        one["data"]["relationships"]["created_by"]["data"]["id"]
    );
    check.answer("DowntimeResponse", &one);
    check.answer("ListDowntimesResponse", &get(&server, "/api/v2/downtime").expect(200));
    check.answer(
        "ListDowntimesResponse",
        &get(&server, "/api/v2/downtime?include=created_by,monitor").expect(200),
    );
    check.answer(
        "MonitorDowntimeMatchResponse",
        &get(&server, &format!("/api/v2/monitor/{id}/downtime_matches")).expect(200),
    );
    let rule = json!({ "data": { "type": "monitor-notification-rule", "attributes": { "name": "a", "recipients": ["slack-a"], "filter": { "tags": ["team:a"] } } } });
    check.answer(
        "MonitorNotificationRuleResponse",
        &post(&server, "/api/v2/monitor/notification_rule", &rule).expect(200),
    );
    check.answer(
        "MonitorNotificationRuleListResponse",
        &get(&server, "/api/v2/monitor/notification_rule").expect(200),
    );
    let points: Vec<Value> = (0..10)
        .map(|i| json!({ "timestamp": NOW - 600 + i * 60, "value": 500.0 }))
        .collect();
    let series = json!({ "series": [{ "metric": "queue.length", "type": 3, "points": points, "tags": ["queue:a"] }] });
    post(&server, "/api/v2/series", &series).expect(202);
    let query = |kind: &str| {
        json!({ "data": { "type": kind, "attributes": {
        "from": (NOW - 600) * 1000, "to": NOW * 1000, "queries": [{ "data_source": "metrics", "name": "a", "query": "avg:queue.length{*} by {queue}" }],
    } } })
    };
    check.answer(
        "TimeseriesFormulaQueryResponse",
        &post(&server, "/api/v2/query/timeseries", &query("timeseries_request")).expect(200),
    );
    check.answer(
        "ScalarFormulaQueryResponse",
        &post(&server, "/api/v2/query/scalar", &query("scalar_request")).expect(200),
    );
    check.answer("RolesResponse", &get(&server, "/api/v2/roles").expect(200));
    check.answer(
        "RoleResponse",
        &post(
            &server,
            "/api/v2/roles",
            &json!({ "data": { "type": "roles", "attributes": { "name": "a" } } }),
        )
        .expect(200),
    );
    check.answer("PermissionsResponse", &get(&server, "/api/v2/permissions").expect(200));
    check.answer("UserResponse", &get(&server, "/api/v2/current_user").expect(200));
    check.answer(
        "ListApplicationKeysResponse",
        &get(&server, "/api/v2/application_keys").expect(200),
    );
    post(
        &server,
        "/api/v2/logs",
        &json!([{ "message": "a", "service": "b", "hostname": "c" }]),
    )
    .expect(202);
    check.answer("LogsListResponse", &get(&server, "/api/v2/logs/events").expect(200));
    let spans = json!([[{ "service": "a", "name": "b", "resource": "c", "type": "web", "trace_id": 1, "span_id": 2, "start": NOW * 1_000_000_000, "duration": 1 }]]);
    let sent = crate::support::send(
        &server,
        "POST",
        "/v0.4/traces",
        &[("content-type", "application/json")],
        spans.to_string().as_bytes(),
    );
    assert_eq!(sent.expect("an answer").status, 200);
    check.answer("SpansListResponse", &get(&server, "/api/v2/spans/events").expect(200));
    check.finish(&[]);
}

#[test]
fn differences_are_found() {
    let schemas = json!({
        "A": { "type": "object", "required": ["id"], "properties": { "id": { "type": "integer" }, "b": { "$ref": "#/components/schemas/B" } } },
        "B": { "type": "string", "enum": ["x"], "nullable": true },
    });
    let mut check = Check {
        schemas: &schemas,
        found: Vec::new(),
    };
    check.answer("A", &json!({ "id": 1, "b": null }));
    assert!(check.found.is_empty());
    check.answer("A", &json!({ "b": "y", "c": 1 }));
    assert_eq!(
        check.found,
        [
            "A : id is missing",
            "A /b: \"y\" is none of the values",
            "A /c: not in the schema"
        ]
    );
}
