//! Delays: `evaluation_delay` shifts the whole window back; `new_group_delay` postpones the evaluation of a group that has not reported for 24 hours
//! (doc: `monitors/configuration`, evaluation delay, new group delay).

use serde_json::json;

use crate::scene::Scene;

#[test]
fn evaluation_delay_shifts_the_window_back() {
    let scene = |delay| {
        Scene::metric("max(last_1m):max:m{*} > 5")
            .options(json!({ "evaluation_delay": delay }))
            .gauge("a:b", "0x10 9 0x49")
    };
    scene(0).states("OK@1m Alert@11m OK@12m");
    scene(900).states("OK@16m Alert@26m OK@27m");
}

#[test]
fn an_evaluation_delay_over_24_hours_is_refused() {
    let scene = Scene::metric("max(last_1m):max:m{*} > 5").options(json!({ "evaluation_delay": 86_401 }));
    assert_eq!(scene.error(), "evaluation_delay 86401 is out of range");
}

#[test]
fn a_new_group_is_not_evaluated_until_its_delay_ends() {
    let scene = |options| {
        Scene::metric("avg(last_1m):avg:m{*} by {pod} > 5")
            .options(options)
            .gauge("pod:a", "_x10 9x30")
    };
    // the default delay is 60 s
    scene(json!({})).states("pod:a Alert@12m");
    scene(json!({ "new_group_delay": 0 })).states("pod:a Alert@11m");
    scene(json!({ "new_group_delay": 300 })).states("pod:a Alert@16m");
}

#[test]
fn new_host_delay_applies_to_hosts_if_new_group_delay_is_not_set() {
    let scene = |by: &str, options| {
        Scene::metric(&format!("avg(last_1m):avg:m{{*}} by {{{by}}} > 5"))
            .options(options)
            .gauge("host:a,pod:b", "_x10 9x30")
    };
    scene("host", json!({ "new_host_delay": 300 })).states("host:a Alert@16m");
    scene("host", json!({ "new_host_delay": 300, "new_group_delay": 0 })).states("host:a Alert@11m");
    scene("pod", json!({ "new_host_delay": 300 })).states("pod:b Alert@12m");
}

#[test]
fn a_group_that_reported_before_the_run_is_not_new() {
    Scene::metric("avg(last_5m):avg:m{*} by {pod} > 5")
        .options(json!({ "new_group_delay": 600 }))
        .gauge("pod:a", "9x90")
        .minutes(30, 60)
        .states("pod:a Alert@30m");
}

#[test]
fn new_group_delay_does_not_apply_without_groups() {
    Scene::metric("avg(last_1m):avg:m{*} > 5")
        .options(json!({ "new_group_delay": 600 }))
        .gauge("pod:a", "9x90")
        .states("Alert@1m");
}

#[test]
fn a_new_group_that_stops_reporting_is_not_evaluated_until_its_delay_ends() {
    let scene = |values: &str| {
        Scene::metric("sum(last_1m):sum:m{*} by {pod}.as_count() < 2")
            .options(json!({ "new_group_delay": 300, "on_missing_data": "default" }))
            .count("m", "pod:a", values)
    };
    // the group reports only in minute 3, first seen by the evaluation of minute 4: it is new until minute 9
    scene("_x3 5 _x20").states("pod:a Alert@9m");
    scene("_x3 5x9 _x20").states("pod:a OK@9m Alert@13m");
    Scene::metric("max(last_1m):max:m{*} by {pod} > 5")
        .options(json!({ "new_group_delay": 300, "on_missing_data": "show_and_notify_no_data" }))
        .gauge("pod:a", "_x3 1 _x20")
        .states("pod:a No Data@9m");
}
