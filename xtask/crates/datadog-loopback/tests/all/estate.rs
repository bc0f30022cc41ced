//! The repository's own objects: the double accepts all of them, changes them, and lets them go in the order in which they are pruned.

use crate::support::{call, get, post};
use datadog_loopback::{Config, Server};
use serde_json::Value;
use test_support::fixtures::payloads;

/// Where objects of a type are created, where they are found, and where their id is in an answer.
fn place(kind: &str) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match kind {
        "monitor" => ("/api/v1/monitor", "/api/v1/monitor", "/id"),
        "slo" => ("/api/v1/slo", "/api/v1/slo", "/data/0/id"),
        "dashboard" => ("/api/v1/dashboard", "/api/v1/dashboard", "/id"),
        "downtime" => ("/api/v2/downtime", "/api/v2/downtime", "/data/id"),
        "monitor_notification_rule" => (
            "/api/v2/monitor/notification_rule",
            "/api/v2/monitor/notification_rule",
            "/data/id",
        ),
        "notebook" => ("/api/v1/notebooks", "/api/v1/notebooks", "/data/id"),
        "synthetics_api_test" => ("/api/v1/synthetics/tests/api", "/api/v1/synthetics/tests", "/public_id"),
        _ => return None,
    })
}

#[test]
fn the_estate_is_created_read_changed_and_removed() {
    let server = Server::start(Config {
        enforce_limits: false,
        ..Config::default()
    })
    .expect("a server");
    let mut created = Vec::new();
    for folder in ["prod", "staging", "dev", "scribemed"] {
        for (path, kind, json) in payloads(folder) {
            let (collection, one, pointer) =
                place(&kind).unwrap_or_else(|| panic!("{}: type '{kind}'", path.display()));
            let payload: Value = serde_json::from_str(&json).expect("JSON");
            let answer = post(&server, collection, &payload);
            assert_eq!(answer.status, 200, "{}: {}", path.display(), answer.text());
            let id = answer.json().pointer(pointer).cloned().expect("an id");
            let id = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
            created.push((kind, format!("{one}/{id}"), payload));
        }
    }
    assert!(created.len() > 300, "only {} objects", created.len());
    for (kind, path, payload) in &created {
        assert_eq!(get(&server, path).status, 200, "{path}");
        if ["monitor", "slo", "dashboard"].contains(&kind.as_str()) {
            let changed = call(&server, "PUT", path, Some(payload));
            assert_eq!(changed.status, 200, "{path}: {}", changed.text());
        }
    }
    // Dashboards first, monitors last.
    created.sort_by_key(|(kind, ..)| ["dashboard", "slo"].iter().position(|first| first == kind).unwrap_or(2));
    for (kind, path, _) in &created {
        if kind != "synthetics_api_test" {
            let deleted = call(&server, "DELETE", path, None);
            assert!([200, 204].contains(&deleted.status), "{path}: {}", deleted.text());
        }
    }
}
