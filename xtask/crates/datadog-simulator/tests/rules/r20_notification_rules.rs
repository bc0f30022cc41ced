//! Notification rules: a rule adds its recipients to a notification if its tags are among the tags of the monitor and the group
//! (doc: `monitors/notify/notification_rules`).

use datadog_simulator::world::NotificationRule;
use serde_json::{Value, json};

use crate::scene::Scene;

fn rule(tags: &Value, recipients: &Value) -> NotificationRule {
    NotificationRule::from_payload(&json!({ "name": "a rule", "filter": { "tags": tags }, "recipients": recipients }))
        .expect("a rule of this test")
}

/// One row of the table in `monitors/notify/notification_rules`. The last row is left out: the rules on that page do not explain its recipients.
#[track_caller]
fn check(tags: &[&str], message: &str, expected: &[&str]) {
    let mut scene = Scene::metric("avg(last_1m):avg:m{*} > 5")
        .message(message)
        .gauge("a:b", "9x5")
        .minutes(0, 1);
    scene.payload["tags"] = json!(tags);
    scene.world.rules = vec![
        rule(
            &json!(["team:shopist", "service:web-store"]),
            &json!(["slack-channel1", "jira-project"]),
        ),
        rule(&json!(["team:shopist"]), &json!(["jira-project"])),
        rule(&json!(["service:web-store"]), &json!(["jira-project"])),
        rule(
            &json!(["service:web-store", "env:prod"]),
            &json!(["user@datadoghq.com"]),
        ),
        rule(&json!(["service:web-store", "env:dev"]), &json!(["jira-project"])),
    ];
    let mut handles = scene.run().notifications[0].handles.clone();
    handles.sort();
    assert_eq!(handles, expected);
}

#[test]
fn each_matching_rule_adds_its_recipients_once() {
    check(
        &["team:shopist", "service:web-store"],
        "@user@datadoghq.com",
        &["jira-project", "slack-channel1", "user@datadoghq.com"],
    );
    check(&["team:shopist"], "", &["jira-project"]);
    check(&["service:web-store"], "", &["jira-project"]);
    check(
        &["service:web-store", "env:prod"],
        "",
        &["jira-project", "user@datadoghq.com"],
    );
    check(&["service:web-store", "env:dev"], "", &["jira-project"]);
}

#[test]
fn rules_also_match_the_tags_of_the_group() {
    let mut scene = Scene::metric("avg(last_1m):avg:m{*} by {service} > 5")
        .options(json!({ "new_group_delay": 0 }))
        .gauge("service:web", "9x5")
        .gauge("service:db", "9x5");
    scene.world.rules = vec![rule(&json!(["service:web"]), &json!(["slack-web"]))];
    let handles: Vec<Vec<String>> = scene
        .run()
        .notifications
        .into_iter()
        .filter(|n| n.at == 60)
        .map(|n| n.handles)
        .collect();
    assert_eq!(handles, [vec![], vec!["slack-web".to_owned()]]);
}

#[test]
fn the_fallback_is_notified_if_no_condition_matches() {
    let mut scene = Scene::metric("avg(last_1m):avg:m{*} > 5").gauge("a:b", "9x5 0x5");
    scene.world.rules = vec![
        NotificationRule::from_payload(&json!({
            "name": "by transition", "filter": { "scope": "team:a" },
            "conditional_recipients": { "conditions": [{ "scope": "transition_type:alert", "recipients": ["pagerduty-a"] }], "fallback_recipients": ["slack-a"] },
        }))
        .expect("a rule of this test"),
    ];
    scene.payload["tags"] = json!(["team:a"]);
    let handles: Vec<Vec<String>> = scene.run().notifications.into_iter().map(|n| n.handles).collect();
    assert_eq!(handles, [["pagerduty-a"], ["slack-a"]]);
}
