//! Messages: the transition and the group decide the values of variables, the conditionals that are shown, and the handles
//! (doc: `monitors/notify/variables`, `monitors/notify`).
//!
//! The rendering of templates is tested in `datadog-query`. These tests check the values that the templates get.

use serde_json::json;

use crate::scene::Scene;

/// Checks the bodies of all notifications, with runs of white space collapsed.
#[track_caller]
fn check(scene: &Scene, expected: &[&str]) {
    let bodies: Vec<String> = scene
        .run()
        .notifications
        .iter()
        .map(|n| n.body.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(bodies, expected);
}

fn levels(message: &str) -> Scene {
    Scene::metric("max(last_1m):max:m{*} > 10")
        .options(json!({ "thresholds": { "critical": 10, "warning": 5 } }))
        .gauge("a:b", "1 6 11 6 1")
        .message(message)
}

#[test]
fn conditionals_follow_the_transition() {
    check(
        &levels(
            "{{#is_alert}}alert{{/is_alert}}{{#is_warning}}warning{{/is_warning}}{{#is_recovery}}recovery{{/is_recovery}} \
             {{#is_alert_to_warning}}from alert{{/is_alert_to_warning}}{{#is_warning_recovery}}from warning{{/is_warning_recovery}}{{^is_alert}}no alert{{/is_alert}}",
        ),
        &[
            "warning no alert",
            "alert",
            "warning from alertno alert",
            "recovery from warningno alert",
        ],
    );
}

#[test]
fn messages_show_values_and_thresholds() {
    check(
        &levels("{{value}} {{comparator}} {{threshold}} {{warn_threshold}}").minutes(3, 3),
        &["11 &gt; 10 5"],
    );
    check(&levels("{{eval \"value*100\"}}").minutes(3, 3), &["1100"]);
}

#[test]
fn conditionals_cover_no_data_and_renotifications() {
    check(
        &Scene::metric("avg(last_5m):avg:m{*} > 50")
            .options(json!({ "on_missing_data": "show_and_notify_no_data", "renotify_interval": 20 }))
            .gauge("a:b", "9x10 _x30 9x5")
            .minutes(0, 42)
            .message("{{#is_no_data}}silence{{/is_no_data}}{{#is_no_data_recovery}}back{{/is_no_data_recovery}}{{#is_renotify}} again{{/is_renotify}}"),
        &["silence", "silence again", "back"],
    );
}

#[test]
fn a_renotification_appends_the_escalation_message() {
    // doc: api/latest/monitors: "a message to include with a re-notification"
    let scene = Scene::metric("avg(last_5m):avg:m{*} > 5")
        .options(json!({ "renotify_interval": 30, "renotify_occurrences": 1, "escalation_message": "still failing @pagerduty-a" }))
        .gauge("a:b", "9x60")
        .message("failing @slack-a");
    check(
        &scene,
        &["failing @slack-a", "failing @slack-a still failing @pagerduty-a"],
    );
    let handles: Vec<Vec<String>> = scene.run().notifications.into_iter().map(|n| n.handles).collect();
    assert_eq!(handles, [vec!["slack-a"], vec!["slack-a", "pagerduty-a"]]);
}

#[test]
fn handles_can_contain_variables() {
    // doc: monitors/notify/variables, dynamic handles: @slack-{{service.name}}
    let scene = Scene::metric("avg(last_1m):avg:m{*} by {service} > 5")
        .options(json!({ "new_group_delay": 0 }))
        .gauge("service:ad-server", "9x5")
        .minutes(0, 1)
        .message("@slack-{{service.name}} There is an ongoing issue with {{service.name}}.");
    let notification = &scene.run().notifications[0];
    assert_eq!(
        notification.body,
        "@slack-ad-server There is an ongoing issue with ad-server."
    );
    assert_eq!(notification.handles, ["slack-ad-server"]);
}

#[test]
fn is_match_selects_handles_by_tag() {
    let scene = |role: &str| {
        Scene::metric("avg(last_1m):avg:m{*} by {role} > 5")
            .options(json!({ "new_group_delay": 0 }))
            .gauge(&format!("role:{role}"), "9x5")
            .minutes(0, 1)
            .message("{{#is_match \"role.name\" \"db\"}}@db-team@company.com{{else}}@slack-example{{/is_match}}")
    };
    assert_eq!(
        scene("db_cassandra").run().notifications[0].handles,
        ["db-team@company.com"]
    );
    assert_eq!(scene("web").run().notifications[0].handles, ["slack-example"]);
}

#[test]
fn handles_outside_conditionals_are_in_every_notification() {
    let handles: Vec<Vec<String>> = levels("@slack-a {{#is_alert}}@pagerduty-a{{/is_alert}}")
        .run()
        .notifications
        .into_iter()
        .map(|n| n.handles)
        .collect();
    assert_eq!(
        handles,
        [
            vec!["slack-a"],
            vec!["slack-a", "pagerduty-a"],
            vec!["slack-a"],
            vec!["slack-a"]
        ]
    );
}

#[test]
fn the_title_names_the_transition_and_the_group() {
    // doc: api/latest/monitors, include_tags
    let title = |options| {
        Scene::metric("avg(last_1m):avg:m{*} by {host} > 5")
            .options(options)
            .gauge("host:h1", "9x5")
            .minutes(0, 1)
            .run()
            .notifications[0]
            .title
            .clone()
    };
    assert_eq!(
        title(json!({ "new_group_delay": 0 })),
        "[Triggered on {host:h1}] a monitor"
    );
    assert_eq!(
        title(json!({ "new_group_delay": 0, "include_tags": false })),
        "[Triggered] a monitor"
    );
}

#[test]
fn a_message_can_quote_a_matching_log() {
    let scene = Scene::new(
        "log alert",
        r#"logs("status:error").index("*").rollup("count").by("@http.status_code").last("5m") >= 1"#,
    )
    .options(json!({ "new_group_delay": 0 }))
    .log(
        1,
        json!({ "status": "error", "message": "boom", "tags": ["env:prod"], "attributes": { "http": { "status_code": 500 }, "error.message": "no route" } }),
    )
    .minutes(0, 2)
    .message("{{[@http.status_code].name}} {{log.message}} {{log.attributes.[error.message]}} {{log.tags.env}}");
    check(&scene, &["500 boom no route prod"]);
}

#[test]
fn a_message_can_quote_the_check_message() {
    let scene = Scene::new(
        "service check",
        r#""app.ok".over("*").by("host").last(2).count_by_status()"#,
    )
    .options(json!({ "thresholds": { "critical": 1 }, "new_group_delay": 0 }))
    .check("app.ok", "host:a", "0 ok, 5 critical")
    .minutes(0, 7)
    .message("{{check_message}}");
    check(&scene, &["critical at 5"]);
}

#[test]
fn is_unknown_and_is_no_data_are_different() {
    let scene = Scene::new("service check", r#""app.ok".over("*").by("host").last(2).count_by_status()"#)
        .options(json!({ "thresholds": { "critical": 1, "unknown": 1 }, "new_group_delay": 0, "notify_no_data": true, "no_data_timeframe": 10 }))
        .check("app.ok", "host:a", "0 ok, 5 unknown, 10 ok")
        .minutes(0, 25)
        .message("{{#is_unknown}}unknown{{/is_unknown}}{{#is_no_data}}silent{{/is_no_data}}");
    check(&scene, &["unknown", "", "silent"]);
}

#[test]
fn a_composite_message_shows_the_values_of_its_monitors() {
    let constituent = |metric: &str| Scene::metric(&format!("avg(last_1m):avg:{metric}{{*}} > 5")).monitor();
    let mut scene = Scene::new("composite", "1 && 2")
        .series(datadog_simulator::world::MetricKind::Gauge, "a", "x:y", "9x5")
        .series(datadog_simulator::world::MetricKind::Gauge, "b", "x:y", "7x5")
        .minutes(0, 3)
        .message("{{a.value}} {{b.value}}");
    scene.world.monitors.insert(1, constituent("a"));
    scene.world.monitors.insert(2, constituent("b"));
    check(&scene, &["9 7"]);
}

#[test]
fn messages_show_trigger_times() {
    check(
        &levels(
            "{{first_triggered_at_epoch}} {{last_triggered_at_epoch}} {{triggered_duration_sec}} {{last_triggered_at}}",
        )
        .minutes(2, 3),
        &[
            "120000 120000 0 1970-01-01 00:02:00 UTC",
            "120000 180000 60 1970-01-01 00:03:00 UTC",
        ],
    );
}

#[test]
fn local_time_shows_a_time_in_a_zone_with_its_offset() {
    // doc: monitors/notify/variables, local time: 2021-05-31 23:43:27+09:00
    check(
        &levels(
            "{{local_time 'last_triggered_at' 'Asia/Tokyo'}} {{local_time 'first_triggered_at' 'America/New_York'}}",
        )
        .minutes(2, 3),
        &[
            "1970-01-01 09:02:00+09:00 1969-12-31 19:02:00-05:00",
            "1970-01-01 09:03:00+09:00 1969-12-31 19:02:00-05:00",
        ],
    );
}

#[test]
fn a_renotification_shows_the_trigger_times_of_the_alert() {
    // doc: monitors/notify/variables, triggered variables: they change with the state, not with a renotification
    let scene = Scene::metric("avg(last_5m):avg:m{*} > 5")
        .options(json!({ "renotify_interval": 30, "renotify_occurrences": 1 }))
        .gauge("a:b", "9x60")
        .message("{{last_triggered_at_epoch}} {{triggered_duration_sec}}{{#is_renotify}} again{{/is_renotify}}");
    check(&scene, &["60000 0", "60000 1800 again"]);
}

#[test]
fn override_priority_changes_the_priority() {
    let mut scene = levels("{{#is_alert}}{{override_priority 'P1'}}{{/is_alert}}");
    scene.payload["priority"] = json!(3);
    let priorities: Vec<Option<u8>> = scene.run().notifications.into_iter().map(|n| n.priority).collect();
    assert_eq!(priorities, [Some(3), Some(1), Some(3), Some(3)]);
}

#[test]
fn variables_without_a_value_are_reported() {
    assert_eq!(
        levels("{{host.name}}").run().notifications[0].missing_variables,
        ["host.name"]
    );
}

/// Checks the conditional sections of the title and the messages; those that no transition can show are in parentheses.
#[track_caller]
fn sections(scene: &Scene, expected: &str) {
    let sections = scene.monitor().sections();
    let shown = sections.iter().map(|s| {
        if s.reachable {
            s.tag.clone()
        } else {
            format!("({})", s.tag)
        }
    });
    assert_eq!(shown.collect::<Vec<_>>().join(" "), expected);
}

#[test]
fn sections_that_no_transition_shows_are_reported() {
    let message = "{{#is_alert}}a{{/is_alert}}{{#is_warning}}w{{/is_warning}}{{#is_no_data}}n{{/is_no_data}}{{#is_renotify}}r{{/is_renotify}}\
                   {{#is_unknown}}u{{/is_unknown}}";
    sections(
        &levels(message),
        "{{#is_alert}} {{#is_warning}} ({{#is_no_data}}) ({{#is_renotify}}) ({{#is_unknown}})",
    );
    let without_warning = Scene::metric("max(last_1m):max:m{*} > 10").message(message);
    sections(
        &without_warning.options(json!({ "on_missing_data": "show_and_notify_no_data", "renotify_interval": 10 })),
        "{{#is_alert}} ({{#is_warning}}) {{#is_no_data}} {{#is_renotify}} ({{#is_unknown}})",
    );
    let check = Scene::new("service check", "\"c\".over(\"*\").last(2).count_by_status()").message(message);
    sections(
        &check.options(json!({ "notify_no_data": true, "thresholds": { "critical": 1, "warning": 1, "unknown": 1 } })),
        "{{#is_alert}} {{#is_warning}} {{#is_no_data}} ({{#is_renotify}}) {{#is_unknown}}",
    );
}

#[test]
fn a_notification_lists_the_sections_it_shows() {
    let scene =
        levels("{{#is_alert}}a{{/is_alert}}{{#is_warning}}w{{/is_warning}}{{#is_recovery}}r{{else}}t{{/is_recovery}}");
    let sections = scene.monitor().sections();
    let tag = |branch| {
        sections
            .iter()
            .find(|s| s.branch == branch)
            .map_or("?", |s| s.tag.as_str())
    };
    let notifications = scene.run().notifications;
    let tags: Vec<String> = notifications
        .iter()
        .map(|n| n.branches.iter().map(|b| tag(*b)).collect::<Vec<_>>().join(" "))
        .collect();
    let otherwise = "{{#is_recovery}}{{else}}";
    assert_eq!(
        tags,
        [
            format!("{{{{#is_warning}}}} {otherwise}"),
            format!("{{{{#is_alert}}}} {otherwise}"),
            format!("{{{{#is_warning}}}} {otherwise}"),
            "{{#is_recovery}}".to_owned()
        ]
    );
}

#[test]
fn an_invalid_message_is_refused() {
    let error = levels("{{#is_alert}}never closed").error();
    assert!(error.starts_with("message of monitor 'a monitor': "), "{error}");
}
