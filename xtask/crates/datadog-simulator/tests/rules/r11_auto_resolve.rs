//! Auto-resolve and retention: `timeout_h` resolves a group without data, `group_retention_duration` drops it, by default after 24 hours, or 48 hours for
//! hosts (doc: `monitors/configuration`, auto resolve, group retention time).

use serde_json::json;

use crate::scene::Scene;

#[test]
fn timeout_h_resolves_an_alert_without_data() {
    // the data ends at minute 10, the window is empty at minute 15, and the alert resolves an hour later
    let scene = Scene::metric("avg(last_5m):avg:m{*} > 5")
        .options(json!({ "timeout_h": 1 }))
        .gauge("a:b", "9x10")
        .minutes(0, 120);
    scene.states("Alert@1m OK@75m");
    scene.notifies("1m Triggered Alert; 75m Recovered OK");
}

#[test]
fn timeout_h_does_not_resolve_an_alert_with_data() {
    Scene::metric("avg(last_5m):avg:m{*} > 5")
        .options(json!({ "timeout_h": 1 }))
        .gauge("a:b", "9x300")
        .minutes(0, 299)
        .states("Alert@1m");
}

#[test]
fn a_resolved_group_alerts_again_when_bad_data_returns() {
    Scene::metric("avg(last_5m):avg:m{*} > 5")
        .options(json!({ "timeout_h": 1 }))
        .gauge("a:b", "9x10 _x90 9x10")
        .minutes(0, 105)
        .states("Alert@1m OK@75m Alert@101m");
}

#[test]
fn timeout_h_resolves_no_data_too() {
    Scene::metric("avg(last_5m):avg:m{*} > 5")
        .options(json!({ "timeout_h": 1, "on_missing_data": "show_no_data" }))
        .gauge("a:b", "1x10")
        .minutes(0, 180)
        .states("OK@1m No Data@15m OK@75m");
}

#[test]
fn groups_are_dropped_after_24_hours_and_hosts_after_48() {
    let scene = |by: &str, options| {
        Scene::metric(&format!("avg(last_5m):avg:m{{*}} by {{{by}}} > 5"))
            .options(options)
            .gauge("host:a,pod:b", "9x10")
            .minutes(0, 3 * 24 * 60)
    };
    scene("pod", json!({})).states(&format!("pod:b Alert@2m dropped@{}m", 15 + 24 * 60));
    scene("host", json!({})).states(&format!("host:a Alert@2m dropped@{}m", 15 + 48 * 60));
    scene("pod", json!({ "group_retention_duration": "2h" })).states("pod:b Alert@2m dropped@135m");
    scene("pod", json!({ "group_retention_duration": "2h" })).notifies("2m Triggered Alert pod:b");
}

#[test]
fn a_group_that_returns_within_24_hours_is_not_new() {
    Scene::metric("avg(last_5m):avg:m{*} by {pod} > 5")
        .options(json!({ "group_retention_duration": "1h", "new_group_delay": 600 }))
        .gauge("pod:a", "9x30 _x90 9x30")
        .minutes(0, 149)
        .states("pod:a Alert@11m dropped@95m Alert@121m");
}
