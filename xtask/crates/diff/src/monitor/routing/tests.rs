use super::*;
use crate::monitor::message::Message;
use crate::monitor::recipients::Notifies;

const EVERYTHING: Notifies = Notifies {
    warning: true,
    no_data: true,
    repeats: true,
};

fn policy() -> Policy {
    Policy {
        handles: [
            ("pagerduty-low", Urgency::Low),
            ("pagerduty-a", Urgency::Wakes),
            ("slack-a", Urgency::Post),
        ]
        .map(|(handle, urgency)| (handle.to_owned(), urgency))
        .into(),
        ..Policy::default()
    }
}

fn recipients(message: &str) -> Recipients {
    Message::new(message.to_owned(), String::new()).recipients(EVERYTHING)
}

fn check(old: &str, new: &str, expected: &[&str]) {
    let found: Vec<_> = facts(&recipients(old), &recipients(new), &[&policy()])
        .iter()
        .map(|f| format!("{}: {} {}", f.risk, f.what, f.how))
        .collect();
    assert_eq!(found, expected, "{old}\n{new}");
}

const PAGE: &str = "{{#is_alert}}@pagerduty-a{{/is_alert}}{{#is_alert_recovery}}@pagerduty-a{{/is_alert_recovery}}";

#[test]
fn who_is_woken() {
    check(PAGE, "", &["lost-page: pages nobody instead of pagerduty-a"]);
    check(
        PAGE,
        &PAGE.replace("-a", "-b"),
        &["changed-page: pages pagerduty-b instead of pagerduty-a"],
    );
    check(
        PAGE,
        &PAGE.replace("-a", "-low"),
        &["lost-page: pages pagerduty-low, which wakes nobody, instead of pagerduty-a"],
    );
    check("", PAGE, &["new-page: pages pagerduty-a"]);
    check(
        "@pagerduty-a @pagerduty-b",
        "@pagerduty-b",
        &["lost-page: pages pagerduty-a no more"],
    );
    check(
        PAGE,
        &PAGE.replace("is_alert}}", "is_warning}}"),
        &["lost-page: pages nobody instead of pagerduty-a"],
    );
    check(
        PAGE,
        &format!("{{{{#is_match \"host.name\" \"db\"}}}}{PAGE}{{{{/is_match}}}}"),
        &["changed-page: pages pagerduty-a under a condition instead of pagerduty-a"],
    );
}

#[test]
fn who_is_told() {
    check(
        "@slack-a",
        "@slack-b",
        &["lost-notification: tells slack-b instead of slack-a"],
    );
    check("@slack-a", "", &["lost-notification: tells slack-a no more"]);
    check("", "@slack-a", &["new-notification: tells slack-a"]);
    check(
        "@slack-a",
        "{{^is_recovery}}@slack-a{{/is_recovery}}",
        &["lost-notification: tells slack-a no more of recoveries"],
    );
    check(
        "@slack-a",
        "{{#is_alert}}@slack-a{{/is_alert}}",
        &["lost-notification: tells slack-a no more of warnings, missing data and recoveries"],
    );
    check("@slack-a x", "y @slack-a", &[]);
    check(
        "@pagerduty-low",
        "",
        &["lost-notification: tells pagerduty-low no more"],
    );
}

#[test]
fn whom_a_monitor_reaches() {
    let found = |new| -> Vec<String> {
        let facts = reached(
            &recipients("@slack-a {{#is_alert}}@pagerduty-a{{/is_alert}}"),
            &[&policy()],
            new,
        );
        facts
            .iter()
            .map(|f| format!("{}: {} {}", f.risk, f.what, f.how))
            .collect()
    };
    assert_eq!(found(true), ["new-page: pages pagerduty-a", "added: tells slack-a"]);
    assert_eq!(
        found(false),
        ["lost-page: paged pagerduty-a", "removed-monitor: told slack-a"]
    );
}

#[test]
fn without_a_policy_a_pager_is_known_by_its_name() {
    let facts = facts(&recipients("@opsgenie-x"), &recipients("@slack-x"), &[]);
    assert_eq!(facts[0].risk, Risk::LostPage);
}
