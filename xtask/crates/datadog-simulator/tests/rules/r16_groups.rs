//! Groups: each group of a multi alert has its own state, the scope selects the series, arithmetic pairs the groups of its operands, and `notify_by`
//! groups the notifications (doc: `monitors/configuration`, `metrics/advanced-filtering`).

use serde_json::json;

use crate::scene::Scene;

fn hosts(query: &str) -> Scene {
    Scene::metric(query)
        .options(json!({ "new_group_delay": 0 }))
        .gauge("host:a,env:prod", "9x60")
        .gauge("host:b,env:prod", "0x30 9x30")
        .gauge("host:c,env:dev", "0x60")
}

#[test]
fn each_group_has_its_own_state() {
    hosts("avg(last_1m):avg:m{*} by {host} > 5").states("host:a Alert@1m; host:b OK@1m Alert@31m; host:c OK@1m");
    hosts("avg(last_1m):avg:m{*} by {env} > 5").states("env:dev OK@1m; env:prod OK@1m Alert@31m");
}

#[test]
fn scopes_select_series() {
    let check = |scope: &str, expected: &str| {
        hosts(&format!("avg(last_1m):avg:m{{{scope}}} by {{host}} > 5"))
            .minutes(1, 1)
            .states(expected)
    };
    check("env:dev", "host:c OK@1m");
    check("!env:dev", "host:a Alert@1m; host:b OK@1m");
    check("env:prod AND NOT host:a", "host:b OK@1m");
    check("host IN (a, c)", "host:a Alert@1m; host:c OK@1m");
    check("host NOT IN (a, c)", "host:b OK@1m");
    check("env:pro*,!host:b", "host:a Alert@1m");
    check("env:*v", "host:c OK@1m");
}

#[test]
fn a_series_without_a_group_key_belongs_to_no_group() {
    // doc: monitors/configuration, notification grouping, note
    Scene::metric("avg(last_1m):avg:m{*} by {host,service} > 5")
        .options(json!({ "new_group_delay": 0 }))
        .gauge("host:a", "9x9")
        .gauge("host:a,service:b", "9x9")
        .states("host:a,service:b Alert@1m");
}

#[test]
fn an_operand_without_groups_combines_with_every_group() {
    Scene::metric("avg(last_1m):avg:m{host:*} by {host} / avg:m{quota:yes} > 5")
        .options(json!({ "new_group_delay": 0 }))
        .gauge("host:a", "6x9")
        .gauge("host:b", "9x9")
        .gauge("quota:yes", "3x9")
        .value_at(5, "2 3");
}

#[test]
fn operands_grouped_by_different_keys_are_refused() {
    assert_eq!(
        Scene::metric("avg(last_1m):avg:a{*} by {host} / avg:b{*} by {service} > 5").error(),
        "the query combines a metric grouped by {host} with one grouped by {service}"
    );
}

#[test]
fn each_group_has_its_own_notification() {
    hosts("avg(last_1m):avg:m{*} by {host} > 5").notifies("1m Triggered Alert host:a; 31m Triggered Alert host:b");
}

#[test]
fn notify_by_with_an_asterisk_sends_one_notification_for_all_groups() {
    // doc: monitors/guide/alert_aggregation: `notify_by: ["*"]` makes a simple alert
    let scene = |options| {
        Scene::metric("avg(last_1m):avg:m{*} by {host} > 5")
            .options(options)
            .gauge("host:a", "9x20 0x40")
            .gauge("host:b", "0x10 9x20 0x30")
            .minutes(0, 59)
    };
    scene(json!({ "new_group_delay": 0, "notify_by": ["*"] })).notifies("1m Triggered Alert; 31m Recovered OK");
    scene(json!({ "new_group_delay": 0 })).notifies(
        "1m Triggered Alert host:a; 11m Triggered Alert host:b; 21m Recovered OK host:a; 31m Recovered OK host:b",
    );
}

#[test]
fn notify_by_with_keys_sends_one_notification_per_value() {
    Scene::metric("avg(last_1m):avg:m{*} by {service,host} > 5")
        .options(json!({ "new_group_delay": 0, "notify_by": ["service"] }))
        .gauge("host:a,service:x", "9x60")
        .gauge("host:b,service:x", "0x10 9x50")
        .gauge("host:c,service:y", "0x20 9x40")
        .notifies("1m Triggered Alert service:x; 21m Triggered Alert service:y");
}
