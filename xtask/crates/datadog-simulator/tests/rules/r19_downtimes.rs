//! Downtimes: a one-time or recurring downtime mutes the groups in its scope; an alert that lasts longer notifies at its end
//! (doc: `monitors/downtimes`, `monitors/guide/scoping_downtimes`).

use datadog_simulator::world::Downtime;
use serde_json::{Value, json};

use crate::scene::Scene;

fn with(scene: Scene, scope: &str, schedule: &Value) -> Scene {
    with_options(
        scene,
        &json!({ "scope": scope, "monitor_identifier": { "monitor_tags": ["*"] }, "schedule": schedule }),
    )
}

fn with_options(mut scene: Scene, payload: &Value) -> Scene {
    scene
        .world
        .downtimes
        .push(Downtime::from_payload("deploy", payload, 0).expect("a downtime of this test"));
    scene
}

fn minutes(from: i64, to: i64) -> Value {
    let at = |m: i64| format!("1970-01-01T{:02}:{:02}:00Z", m / 60, m % 60);
    json!({ "start": at(from), "end": at(to) })
}

fn alert(values: &str) -> Scene {
    Scene::metric("avg(last_1m):avg:m{*} > 5").gauge("a:b", values)
}

#[test]
fn a_downtime_mutes_notifications_but_states_still_change() {
    let scene = with(alert("0x10 9x10 0x40"), "*", &minutes(5, 30));
    scene.states("OK@1m Alert@11m OK@21m");
    scene.notifies("11m Triggered Alert muted by deploy");
}

#[test]
fn an_alert_notifies_at_the_end_of_a_downtime() {
    // doc: monitors/downtimes, example 1, and an alert that starts during the downtime
    with(alert("0x10 9x50"), "*", &minutes(5, 30))
        .notifies("11m Triggered Alert muted by deploy; 30m DowntimeEnded Alert");
    with(alert("9x60"), "*", &minutes(5, 30)).notifies("1m Triggered Alert; 30m DowntimeEnded Alert");
    with(alert("9x60"), "*", &minutes(5, 30))
        .semantics(|s| s.notify_downtime_end = false)
        .notifies("1m Triggered Alert");
}

#[test]
fn the_first_recovery_in_a_downtime_notifies_unless_it_is_muted() {
    // doc: monitors/downtimes, example 2
    let payload = |mutes| json!({ "scope": "*", "monitor_identifier": { "monitor_tags": ["*"] }, "schedule": minutes(5, 30), "mute_first_recovery_notification": mutes });
    with_options(alert("9x10 0x5 9x5 0x40"), &payload(false))
        .notifies("1m Triggered Alert; 11m Recovered OK; 16m Triggered Alert muted by deploy");
    with_options(alert("9x10 0x50"), &payload(true)).notifies("1m Triggered Alert; 11m Recovered OK muted by deploy");
}

#[test]
fn the_scope_selects_groups() {
    let scene = |scope: &str| {
        with(
            Scene::metric("avg(last_1m):avg:m{*} by {host,service} > 5")
                .options(json!({ "new_group_delay": 0 }))
                .gauge("host:a,service:web-store", "9x60")
                .gauge("host:a,service:demo", "9x60"),
            scope,
            &minutes(0, 100),
        )
    };
    scene("service:web-store").notifies(
        "1m Triggered Alert host:a,service:demo; 1m Triggered Alert host:a,service:web-store muted by deploy",
    );
    scene("service:web-store AND host:b")
        .notifies("1m Triggered Alert host:a,service:demo; 1m Triggered Alert host:a,service:web-store");
    scene("service:(demo OR web-*)")
        .notifies("1m Triggered Alert host:a,service:demo muted by deploy; 1m Triggered Alert host:a,service:web-store muted by deploy");
    scene("host:a AND -service:demo").notifies(
        "1m Triggered Alert host:a,service:demo; 1m Triggered Alert host:a,service:web-store muted by deploy",
    );
}

#[test]
fn a_downtime_scope_also_matches_the_scope_of_the_query() {
    // doc: monitors/guide/scoping_downtimes: monitor B reads service:web-store and is grouped by host
    with(
        Scene::metric("avg(last_1m):avg:m{service:web-store} by {host} > 5")
            .options(json!({ "new_group_delay": 0 }))
            .gauge("host:a,service:web-store", "9x60"),
        "service:web-store",
        &minutes(0, 100),
    )
    .notifies("1m Triggered Alert host:a muted by deploy");
}

#[test]
fn monitor_tags_select_monitors() {
    let scene = |tags: Value| {
        let mut scene = with_options(
            alert("9x60"),
            &json!({ "scope": "*", "monitor_identifier": { "monitor_tags": tags }, "schedule": minutes(0, 100) }),
        );
        scene.payload["tags"] = json!(["team:a", "env:prod"]);
        scene
    };
    scene(json!(["team:a", "env:prod"])).notifies("1m Triggered Alert muted by deploy");
    scene(json!(["team:a", "env:dev"])).notifies("1m Triggered Alert");
}

#[test]
fn a_downtime_can_recur() {
    let schedule = json!({ "timezone": "UTC", "recurrences": [{ "start": "1970-01-01T00:10:00", "duration": "10m", "rrule": "FREQ=DAILY;INTERVAL=1" }] });
    with(alert("0x12 9x3 0x10 9x3 0x32"), "*", &schedule)
        .notifies("13m Triggered Alert muted by deploy; 26m Triggered Alert; 29m Recovered OK");
}

#[test]
fn renotifications_are_muted() {
    with(alert("9x60").options(json!({ "renotify_interval": 10 })), "*", &minutes(5, 25))
        .notifies("1m Triggered Alert; 11m Renotified(1) Alert muted by deploy; 21m Renotified(2) Alert muted by deploy; 25m DowntimeEnded Alert; 35m Renotified(3) Alert; 45m Renotified(4) Alert; 55m Renotified(5) Alert");
}
