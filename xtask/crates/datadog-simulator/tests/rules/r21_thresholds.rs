//! Thresholds: the critical threshold is checked before the warning threshold; the threshold in the query must equal the critical threshold in the options
//! (doc: `monitors/configuration`, thresholds; messages of the API).

use serde_json::json;

use crate::scene::Scene;

#[test]
fn critical_is_checked_before_warning() {
    Scene::metric("max(last_1m):max:m{*} > 10")
        .options(json!({ "thresholds": { "critical": 10, "warning": 5 } }))
        .gauge("a:b", "1 6 11 6 1")
        .states("OK@1m Warn@2m Alert@3m Warn@4m OK@5m");
}

#[test]
fn every_comparator_is_evaluated() {
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
fn the_query_and_the_options_must_have_the_same_critical_threshold() {
    let scene = Scene::metric("avg(last_5m):avg:m{*} > 200").options(json!({ "thresholds": { "critical": 90 } }));
    assert_eq!(
        scene.error(),
        "Alert threshold (90) does not match that used in the query (200)"
    );
}

#[test]
fn every_transition_notifies() {
    Scene::metric("max(last_1m):max:m{*} > 10")
        .options(json!({ "thresholds": { "critical": 10, "warning": 5 } }))
        .gauge("a:b", "1 6 11 6 1")
        .notifies("2m Triggered Warn; 3m Triggered Alert; 4m Triggered Warn; 5m Recovered OK");
}
