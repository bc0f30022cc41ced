//! No data: `on_missing_data` decides what to do on no data; by default counts are evaluated as zero and other metrics keep the last status; with the
//! older pair `notify_no_data` and `no_data_timeframe` the state becomes No Data after the timeframe (doc: `monitors/configuration`, no data).

use serde_json::json;

use crate::scene::Scene;

fn gauge(mode: &str) -> Scene {
    Scene::metric("avg(last_5m):avg:m{*} > 5")
        .options(json!({ "on_missing_data": mode }))
        .gauge("a:b", "9x10")
}

#[test]
fn a_gauge_keeps_its_last_status_by_default() {
    gauge("default").states("Alert@1m");
    gauge("default").notifies("1m Triggered Alert");
}

#[test]
fn a_count_is_evaluated_as_zero_by_default() {
    let scene = |comparator: &str| {
        Scene::metric(&format!("sum(last_5m):sum:c{{*}}.as_count() {comparator} 10"))
            .options(json!({ "on_missing_data": "default" }))
            .count("c", "a:b", "9x10")
    };
    // doc: monitors/configuration, no data: an empty result is zero; zero does not trigger > 10
    scene(">").states("OK@0m Alert@2m OK@14m");
    scene(">").reason_at(30, "ZeroForMissing { by: Some(10.0) }");
    scene("<").states("Alert@0m OK@2m Alert@14m");
}

#[test]
fn a_count_with_default_zero_keeps_its_last_status() {
    Scene::metric("sum(last_5m):default_zero(sum:c{*}.as_count()) > 10")
        .options(json!({ "on_missing_data": "default" }))
        .count("c", "a:b", "9x10")
        .states("OK@1m Alert@2m OK@14m");
    Scene::metric("max(last_5m):default_zero(sum:c{*}.as_count()) > 5")
        .options(json!({ "on_missing_data": "default" }))
        .count("c", "a:b", "9x10")
        .states("Alert@1m");
}

#[test]
fn show_no_data_changes_the_state_without_a_notification() {
    gauge("show_no_data").states("Alert@1m No Data@15m");
    gauge("show_no_data").notifies("1m Triggered Alert");
}

#[test]
fn show_and_notify_no_data_notifies() {
    let scene = Scene::metric("avg(last_5m):avg:m{*} > 50")
        .options(json!({ "on_missing_data": "show_and_notify_no_data" }))
        .gauge("a:b", "9x10 _x20 9x10");
    scene.states("OK@1m No Data@15m OK@31m No Data@45m");
    scene.notifies("15m Triggered No Data; 31m Recovered OK; 45m Triggered No Data");
}

#[test]
fn resolve_sets_the_state_to_ok() {
    gauge("resolve").states("Alert@1m OK@15m");
    gauge("resolve").notifies("1m Triggered Alert; 15m Recovered OK");
}

#[test]
fn a_group_that_never_reported_does_not_become_no_data() {
    Scene::metric("avg(last_5m):avg:m{*} > 5")
        .options(json!({ "on_missing_data": "show_and_notify_no_data" }))
        .states("");
}

#[test]
fn no_data_timeframe_counts_from_the_last_point() {
    let scene = |options| {
        Scene::metric("avg(last_5m):avg:m{*} > 50")
            .options(options)
            .gauge("a:b", "9x10")
    };
    // the data ends at minute 10; the default timeframe is twice the window
    scene(json!({ "notify_no_data": true })).states("OK@1m No Data@20m");
    scene(json!({ "notify_no_data": true, "no_data_timeframe": 30 })).states("OK@1m No Data@40m");
    scene(json!({ "notify_no_data": true, "no_data_timeframe": 30 })).notifies("40m Triggered No Data");
    scene(json!({ "notify_no_data": false, "no_data_timeframe": 10 })).states("OK@1m");
}

#[test]
fn on_missing_data_cannot_be_combined_with_notify_no_data() {
    let scene = Scene::metric("avg(last_5m):avg:m{*} > 5")
        .options(json!({ "on_missing_data": "resolve", "notify_no_data": true }));
    assert_eq!(
        scene.error(),
        "monitor 'a monitor' has both on_missing_data and notify_no_data"
    );
}

#[test]
fn each_group_becomes_no_data_on_its_own() {
    Scene::metric("avg(last_5m):avg:m{*} by {host} > 50")
        .options(json!({ "on_missing_data": "show_no_data", "new_group_delay": 0 }))
        .gauge("host:a", "9x10")
        .gauge("host:b", "9x60")
        .states("host:a OK@1m No Data@15m; host:b OK@1m");
}
