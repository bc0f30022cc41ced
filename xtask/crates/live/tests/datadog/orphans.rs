use datadog_loopback::Kind;
use serde_json::json;

use crate::estate::{Estate, MONITOR, monitor_text};

/// An estate in which one object is of no use any more.
fn with_an_orphan() -> Estate {
    let estate = Estate::synced();
    estate.undeclare();
    estate
}

#[test]
fn a_synced_estate_has_none() {
    Estate::synced().check(&["orphans"], 0, &["no orphans"]);
}

#[test]
fn orphans_as_json() {
    let found = with_an_orphan().json(&["live", "orphans", "--env", "prod", "--format", "json"]);
    assert_eq!(found["orphans"][0]["class"], "undeclared");
}

#[test]
fn what_nothing_declares_is_deleted_after_a_question() {
    let estate = with_an_orphan();
    estate.check(
        &["orphans", "--env", "prod"],
        1,
        &[
            "tagged as ours, and nothing declares them",
            "manifests/prod/demo/monitors/failures.yaml: monitor",
        ],
    );
    let refused = ["orphans", "--env", "prod", "--delete", "--without-cluster"];
    estate.check(
        &refused,
        2,
        &["there is no terminal to ask: delete 1 object", "give --yes"],
    );
    assert_eq!(estate.datadog.journal.calls("DELETE", "/api/v1/monitor/*").len(), 0);
    estate.check(
        &["orphans", "--env", "prod", "--delete", "--without-cluster", "--yes"],
        0,
        &["deleted monitor"],
    );
    assert_eq!(estate.datadog.journal.calls("DELETE", "/api/v1/monitor/*").len(), 1);
    estate.check(&["orphans", "--env", "prod"], 0, &["no orphans"]);
}

#[test]
fn a_second_object_with_the_same_tags_is_a_double() {
    let estate = Estate::synced();
    let (_, payload) = estate.payloads()[MONITOR].clone();
    let mut second = payload;
    second["message"] = json!("made twice");
    estate.create("monitor", &second);
    estate.check(
        &["plan", "--env", "prod"],
        0,
        &["nothing differs", "exists more than once"],
    );
    estate.check(
        &["orphans"],
        1,
        &["exist more than once", "demo/monitors/failures in prod: monitor"],
    );
    // Without the cluster nobody knows which one the operator holds.
    estate.check(
        &["orphans", "--delete", "--without-cluster", "--yes"],
        1,
        &["exist more than once"],
    );
    assert_eq!(estate.datadog.journal.calls("DELETE", "/api/v1/monitor/*").len(), 0);
}

#[test]
fn an_object_of_the_same_name_would_be_declared_twice() {
    let estate = Estate::synced();
    estate.edit(Kind::Monitor, &monitor_text(&estate), |monitor| {
        monitor["tags"] = json!(["team:other"])
    });
    estate.check(
        &["orphans"],
        1,
        &["have the name of a declared object", "demo/monitors/failures in prod"],
    );
    estate.check(&["plan"], 0, &["is not tagged as ours", "cargo xtask live adopt"]);
}

#[test]
fn the_monitor_of_a_synthetic_test_is_none() {
    let estate = Estate::synced();
    let (_, mut monitor) = estate.object(Kind::Monitor, &monitor_text(&estate));
    monitor["id"] = json!(77);
    monitor["type"] = json!("synthetics alert");
    estate
        .datadog
        .store
        .put(Kind::Monitor, datadog_loopback::Id::Number(77), monitor);
    estate.check(&["orphans"], 0, &["no orphans"]);
}
