//! Thresholds: critical before warning; that of the query and that of the options are one (doc: `monitors/configuration`, thresholds; messages of the API).

use serde_json::json;

use crate::scene::Scene;

#[test]
fn warning_and_alert() {
    Scene::metric("max(last_1m):max:m{*} > 10")
        .options(json!({ "thresholds": { "critical": 10, "warning": 5 } }))
        .gauge("a:b", "1 6 11 6 1")
        .states("OK@1m Warn@2m Alert@3m Warn@4m OK@5m");
}

#[test]
fn each_comparator() {
    let check = |comparator: &str, expected: &str| {
        Scene::metric(&format!("max(last_1m):max:m{{*}} {comparator} 5"))
            .gauge("a:b", "4 5 6")
            .minutes(0, 3)
            .states(expected)
    };
    check(">", "OK@1m Alert@3m");
    check(">=", "OK@1m Alert@2m");
    check("<", "Alert@1m OK@2m");
    check("<=", "Alert@1m OK@3m");
    check("==", "OK@1m Alert@2m OK@3m");
    check("!=", "Alert@1m OK@2m Alert@3m");
}

#[test]
fn the_query_and_the_options_agree() {
    let scene = Scene::metric("avg(last_5m):avg:m{*} > 200").options(json!({ "thresholds": { "critical": 90 } }));
    assert_eq!(
        scene.error(),
        "Alert threshold (90) does not match that used in the query (200)"
    );
}

#[test]
fn transitions_are_said() {
    Scene::metric("max(last_1m):max:m{*} > 10")
        .options(json!({ "thresholds": { "critical": 10, "warning": 5 } }))
        .gauge("a:b", "1 6 11 6 1")
        .said("2m Triggered Warn; 3m Triggered Alert; 4m Triggered Warn; 5m Recovered OK");
}
