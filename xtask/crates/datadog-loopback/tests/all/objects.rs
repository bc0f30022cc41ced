//! Objects by the API: what the operator, Terraform and the live verbs call.

use crate::support::{call, get, monitor, post, server, slo};
use datadog_loopback::Kind;
use serde_json::{Value, json};

#[test]
fn a_monitor_is_created_read_changed_and_deleted() {
    let server = server();
    let created = post(&server, "/api/v1/monitor", &monitor("queue is long")).expect(200);
    let id = created["id"].as_u64().expect("a number");
    assert_eq!(created["created"], "2027-01-15T08:00:00.000000+00:00");
    assert_eq!(created["creator"]["handle"], "loopback@datadog.invalid");
    assert_eq!(created["overall_state"], "No Data");
    assert_eq!(created["multi"], true);
    assert_eq!(created["options"]["include_tags"], true);
    let path = format!("/api/v1/monitor/{id}");
    assert_eq!(get(&server, &path).expect(200)["name"], "queue is long");
    server.clock.advance(60);
    let changed = call(&server, "PUT", &path, Some(&json!({ "name": "queue is too long" }))).expect(200);
    assert_eq!(changed["query"], created["query"], "a field that is not given stays");
    assert_eq!(changed["modified"], "2027-01-15T08:01:00.000000+00:00");
    assert_eq!(changed["created"], created["created"]);
    assert_eq!(
        call(&server, "DELETE", &path, None).expect(200)["deleted_monitor_id"],
        id
    );
    let gone = get(&server, &path);
    assert_eq!(gone.status, 404);
    assert_eq!(gone.json(), json!({ "errors": ["Monitor not found"] }));
}

#[test]
fn a_duplicate_is_refused_in_datadogs_words() {
    let server = server();
    let first = post(&server, "/api/v1/monitor", &monitor("a")).expect(200);
    let mut same = monitor("a");
    same["tags"] = json!(["service:notes", "env:prod"]);
    let refused = post(&server, "/api/v1/monitor", &same).expect(400);
    let text = format!("Duplicate of an existing monitor_id:{} org_id:4242", first["id"]);
    assert_eq!(refused, json!({ "errors": [text] }));
    same["message"] = json!("another message");
    post(&server, "/api/v1/monitor", &same).expect(200);
}

#[test]
fn a_used_monitor_is_deleted_only_by_force() {
    let server = server();
    let ids: Vec<u64> = ["a", "b"]
        .map(|name| {
            post(&server, "/api/v1/monitor", &monitor(name)).expect(200)["id"]
                .as_u64()
                .expect("a number")
        })
        .to_vec();
    let composite =
        json!({ "type": "composite", "name": "both", "message": "", "query": format!("{} && {}", ids[0], ids[1]) });
    let composite = post(&server, "/api/v1/monitor", &composite).expect(200);
    let by_monitors = json!({
        "type": "monitor", "name": "uptime", "monitor_ids": [ids[1]], "thresholds": [{ "timeframe": "7d", "target": 99.0 }],
    });
    let slo = post(&server, "/api/v1/slo", &by_monitors).expect(200)["data"][0].clone();
    let path = |id: u64| format!("/api/v1/monitor/{id}");
    assert_eq!(
        call(&server, "DELETE", &path(ids[0]), None).expect(400),
        json!({ "errors": [format!("monitor [{},a] is referenced in composite monitors: [{},both]", ids[0], composite["id"])] })
    );
    let composite_id = composite["id"].as_u64().expect("a number");
    call(&server, "DELETE", &path(composite_id), None).expect(200);
    let slo_id = slo["id"].as_str().expect("a text");
    assert_eq!(
        call(&server, "DELETE", &path(ids[1]), None).expect(400),
        json!({ "errors": [format!("monitor [{},b] is referenced in slos: [{slo_id},uptime]", ids[1])] })
    );
    let asked = get(
        &server,
        &format!("/api/v1/monitor/can_delete?monitor_ids={},{}", ids[0], ids[1]),
    )
    .expect(409);
    assert_eq!(asked["data"]["ok"], json!([ids[0]]));
    call(&server, "DELETE", &format!("{}?force=true", path(ids[1])), None).expect(200);
}

#[test]
fn a_composite_of_unknown_monitors_is_refused() {
    let composite = json!({ "type": "composite", "name": "both", "message": "", "query": "1 && 2" });
    let refused = post(&server(), "/api/v1/monitor/validate", &composite).expect(400);
    assert_eq!(refused, json!({ "errors": ["Some monitor IDs are invalid"] }));
}

#[test]
fn an_slo_is_listed_after_a_change_and_found_by_name() {
    let server = server();
    let created = post(&server, "/api/v1/slo", &slo("jobs succeed")).expect(200);
    let slo = &created["data"][0];
    let id = slo["id"].as_str().expect("a text");
    assert_eq!(slo["created_at"], crate::support::NOW);
    assert_eq!(slo["thresholds"][0]["target_display"], "99.5");
    assert_eq!(
        get(&server, &format!("/api/v1/slo/{id}")).expect(200)["data"]["id"],
        *id
    );
    let found = get(&server, "/api/v1/slo/search?query=jobs%20succeed&page%5Bsize%5D=100").expect(200);
    let entry = &found["data"]["attributes"]["slos"][0]["data"];
    assert_eq!(
        (&entry["id"], &entry["attributes"]["team_tags"]),
        (&json!(id), &json!(["platform"]))
    );
    assert_eq!(entry["attributes"]["overall_status"][0]["state"], "no_data");
}

#[test]
fn an_slo_that_is_shown_or_alerted_on_is_deleted_only_by_force() {
    let server = server();
    let created = post(&server, "/api/v1/slo", &slo("jobs succeed")).expect(200);
    let id = created["data"][0]["id"].as_str().expect("a text").to_owned();
    let widget = json!({ "definition": { "type": "slo", "slo_id": id, "view_type": "detail", "view_mode": "overall", "time_windows": ["30d"] } });
    let dashboard = json!({ "title": "jobs", "layout_type": "ordered", "widgets": [widget] });
    let dashboard = post(&server, "/api/v1/dashboard", &dashboard).expect(200);
    let dashboard_id = dashboard["id"].as_str().expect("a text");
    let path = format!("/api/v1/slo/{id}");
    assert_eq!(
        call(&server, "DELETE", &path, None).expect(409),
        json!({ "errors": format!("slo {id} is referenced in dashboard_id: {dashboard_id}"), "data": null })
    );
    call(&server, "DELETE", &format!("/api/v1/dashboard/{dashboard_id}"), None).expect(200);
    let alert = json!({
        "type": "slo alert", "name": "burns", "message": "",
        "query": format!("burn_rate(\"{id}\").over(\"30d\").long_window(\"1h\").short_window(\"5m\") > 14.4"),
        "options": { "thresholds": { "critical": 14.4 } },
    });
    let alert = post(&server, "/api/v1/monitor", &alert).expect(200);
    let seen = get(&server, &format!("{path}?with_configured_alert_ids=true")).expect(200);
    assert_eq!(seen["data"]["configured_alert_ids"], json!([alert["id"]]));
    assert_eq!(call(&server, "DELETE", &path, None).status, 409);
    assert_eq!(
        call(&server, "DELETE", &format!("{path}?force=true"), None).expect(200)["data"],
        json!([id])
    );
}

#[test]
fn a_dashboard_is_replaced_as_a_whole() {
    let server = server();
    let note = |text: &str| json!({ "title": "jobs", "layout_type": "ordered", "widgets": [{ "definition": { "type": "note", "content": text } }] });
    let created = post(&server, "/api/v1/dashboard", &note("one")).expect(200);
    let path = format!("/api/v1/dashboard/{}", created["id"].as_str().expect("a text"));
    assert!(created["widgets"][0]["id"].is_u64() && created["url"].as_str().is_some_and(|url| url.ends_with("/jobs")));
    let changed = call(&server, "PUT", &path, Some(&note("two"))).expect(200);
    assert_eq!(changed["widgets"][0]["definition"]["content"], "two");
    assert_eq!(changed["created_at"], created["created_at"]);
    assert_eq!(
        get(&server, "/api/v1/dashboard").expect(200)["dashboards"][0]["title"],
        "jobs"
    );
}

#[test]
fn a_canceled_downtime_stays_readable_for_two_days() {
    let server = server();
    let body = json!({ "data": { "type": "downtime", "attributes": {
        "scope": "env:prod", "monitor_identifier": { "monitor_tags": ["service:notes"] },
        "schedule": { "start": "2027-01-15T09:00:00+00:00", "end": "2027-01-15T10:00:00+00:00" },
    } } });
    let created = post(&server, "/api/v2/downtime", &body).expect(200);
    let path = format!("/api/v2/downtime/{}", created["data"]["id"].as_str().expect("a text"));
    let status = |server: &_| get(server, &path).expect(200)["data"]["attributes"]["status"].clone();
    assert_eq!(status(&server), "scheduled");
    server.clock.advance(3600);
    assert_eq!(status(&server), "active");
    server.clock.advance(3600);
    assert_eq!(status(&server), "ended");
    assert_eq!(call(&server, "DELETE", &path, None).status, 204);
    assert_eq!(status(&server), "canceled");
    server.clock.advance(3 * 86_400);
    assert_eq!(get(&server, &path).status, 404);
}

#[test]
fn a_synthetic_test_has_a_monitor() {
    let server = server();
    let body = json!({
        "type": "api", "subtype": "http", "name": "site answers", "message": "", "locations": ["aws:eu-central-1"], "tags": ["env:prod"],
        "config": { "request": { "method": "GET", "url": "https://example.org" }, "assertions": [{ "type": "statusCode", "operator": "is", "target": 200 }] },
        "options": { "tick_every": 300 },
    });
    let created = post(&server, "/api/v1/synthetics/tests/api", &body).expect(200);
    let (id, monitor) = (
        created["public_id"].clone(),
        created["monitor_id"].as_u64().expect("a number"),
    );
    assert_eq!(
        server.store.object(Kind::Monitor, monitor).expect("a monitor")["type"],
        "synthetics alert"
    );
    let deleted = post(
        &server,
        "/api/v1/synthetics/tests/delete",
        &json!({ "public_ids": [id] }),
    )
    .expect(200);
    assert_eq!(deleted["deleted_tests"][0]["public_id"], id);
    assert!(server.store.objects(Kind::Monitor).is_empty());
}

#[test]
fn rules_notebooks_and_corrections_have_envelopes() {
    let server = server();
    let rule = json!({ "data": { "type": "monitor-notification-rule", "attributes": {
        "name": "platform", "recipients": ["slack-platform"], "filter": { "tags": ["team:platform"] },
    } } });
    let created = post(&server, "/api/v2/monitor/notification_rule", &rule).expect(200);
    assert_eq!(
        created["data"]["attributes"]["created"],
        "2027-01-15T08:00:00.000000+00:00"
    );
    assert_eq!(post(&server, "/api/v2/monitor/notification_rule", &rule).status, 400);
    let notebook = json!({ "data": { "type": "notebooks", "attributes": {
        "name": "incident", "time": { "live_span": "1h" },
        "cells": [{ "type": "notebook_cells", "attributes": { "definition": { "type": "markdown", "text": "what happened" } } }],
    } } });
    let created = post(&server, "/api/v1/notebooks", &notebook).expect(200);
    assert!(created["data"]["id"].is_u64() && created["data"]["attributes"]["cells"][0]["id"].is_string());
    let slo = post(&server, "/api/v1/slo", &slo("jobs succeed")).expect(200)["data"][0]["id"].clone();
    let correction = json!({ "data": { "type": "correction", "attributes": {
        "slo_id": slo, "category": "Deployment", "start": crate::support::NOW, "end": crate::support::NOW + 3600, "timezone": "UTC",
    } } });
    let created = post(&server, "/api/v1/slo/correction", &correction).expect(200);
    let path = format!(
        "/api/v1/slo/correction/{}",
        created["data"]["id"].as_str().expect("a text")
    );
    let change = json!({ "data": { "type": "correction", "attributes": { "category": "Other" } } });
    let changed = call(&server, "PATCH", &path, Some(&change)).expect(200);
    assert_eq!(changed["data"]["attributes"]["end"], crate::support::NOW + 3600);
    assert_eq!(call(&server, "DELETE", &path, None).status, 204);
}

#[test]
fn lists_are_paged() {
    let server = server();
    for number in 0..5 {
        post(&server, "/api/v1/monitor", &monitor(&format!("m{number}"))).expect(200);
    }
    let names = |path: &str| -> Vec<Value> {
        let list = get(&server, path).expect(200);
        list.as_array()
            .expect("a list")
            .iter()
            .map(|monitor| monitor["name"].clone())
            .collect()
    };
    assert_eq!(names("/api/v1/monitor").len(), 5);
    assert_eq!(names("/api/v1/monitor?page=1&page_size=2"), ["m2", "m3"]);
    assert_eq!(names("/api/v1/monitor?page=3&page_size=2"), [""; 0]);
    assert_eq!(names("/api/v1/monitor?name=M4"), ["m4"]);
    assert_eq!(names("/api/v1/monitor?monitor_tags=env:dev"), [""; 0]);
    assert_eq!(get(&server, "/api/v1/monitor?page=x").status, 400);
}
