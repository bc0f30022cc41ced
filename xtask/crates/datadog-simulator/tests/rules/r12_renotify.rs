//! Renotification: a notification repeats every `renotify_interval` minutes, at most `renotify_occurrences` times, in the states of `renotify_statuses`
//! (doc: `monitors/notify`, renotify).

use serde_json::json;

use crate::scene::Scene;

fn alerting(options: serde_json::Value, minutes: i64) -> Scene {
    Scene::metric("avg(last_5m):avg:m{*} > 5")
        .options(options)
        .gauge("a:b", &format!("9x{minutes}"))
        .minutes(0, minutes)
}

#[test]
fn an_alert_renotifies() {
    alerting(json!({ "renotify_interval": 20 }), 60)
        .notifies("1m Triggered Alert; 21m Renotified(1) Alert; 41m Renotified(2) Alert");
}

#[test]
fn renotify_occurrences_limits_the_count() {
    alerting(json!({ "renotify_interval": 10, "renotify_occurrences": 1 }), 60)
        .notifies("1m Triggered Alert; 11m Renotified(1) Alert");
}

#[test]
fn only_listed_states_renotify() {
    alerting(json!({ "renotify_interval": 10, "renotify_statuses": ["no data"] }), 60).notifies("1m Triggered Alert");
    let warn = |statuses| {
        Scene::metric("avg(last_5m):avg:m{*} > 50")
            .options(json!({ "thresholds": { "critical": 50, "warning": 5 }, "renotify_interval": 30, "renotify_statuses": statuses }))
            .gauge("a:b", "9x60")
    };
    warn(json!(["alert", "no data"])).notifies("1m Triggered Warn");
    warn(json!(["warn"])).notifies("1m Triggered Warn; 31m Renotified(1) Warn");
}

#[test]
fn renotification_stops_after_30_hours() {
    let outcome = alerting(json!({ "renotify_interval": 600 }), 40 * 60).run();
    let last = outcome.notifications.last().expect("notifications");
    assert_eq!((outcome.notifications.len(), last.at / 60), (4, 1 + 3 * 600));
}

#[test]
fn each_alert_starts_a_new_renotification_count() {
    Scene::metric("avg(last_1m):avg:m{*} > 5")
        .options(json!({ "renotify_interval": 10, "renotify_occurrences": 1 }))
        .gauge("a:b", "9x15 0x5 9x15")
        .minutes(0, 35)
        .notifies("1m Triggered Alert; 11m Renotified(1) Alert; 16m Recovered OK; 21m Triggered Alert; 31m Renotified(1) Alert");
}
