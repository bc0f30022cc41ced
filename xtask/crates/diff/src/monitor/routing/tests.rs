use super::*;
use crate::monitor::message::Message;
use crate::monitor::recipients::NotifiedEvents;

const EVERYTHING: NotifiedEvents = NotifiedEvents {
    warning: true,
    no_data: true,
    renotification: true,
};

fn policy() -> Policy {
    Policy {
        handles: [
            ("pagerduty-low", Urgency::LowUrgencyPager),
            ("pagerduty-a", Urgency::Pager),
            ("slack-a", Urgency::Channel),
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
fn pages_are_added_changed_and_removed() {
    check(PAGE, "", &["lost-page: pages no one instead of pagerduty-a"]);
    check(
        PAGE,
        &PAGE.replace("-a", "-b"),
        &["changed-page: pages pagerduty-b instead of pagerduty-a"],
    );
    check(
        PAGE,
        &PAGE.replace("-a", "-low"),
        &["lost-page: pages pagerduty-low (low urgency) instead of pagerduty-a"],
    );
    check("", PAGE, &["new-page: pages pagerduty-a"]);
    check(
        "@pagerduty-a @pagerduty-b",
        "@pagerduty-b",
        &["lost-page: no longer pages pagerduty-a"],
    );
    check(
        PAGE,
        &PAGE.replace("is_alert}}", "is_warning}}"),
        &["lost-page: pages no one instead of pagerduty-a"],
    );
    check(
        PAGE,
        &format!("{{{{#is_match \"host.name\" \"db\"}}}}{PAGE}{{{{/is_match}}}}"),
        &["changed-page: pages pagerduty-a (under a condition) instead of pagerduty-a"],
    );
}

#[test]
fn notifications_are_added_changed_and_removed() {
    check(
        "@slack-a",
        "@slack-b",
        &["lost-notification: notifies slack-b instead of slack-a"],
    );
    check("@slack-a", "", &["lost-notification: no longer notifies slack-a"]);
    check("", "@slack-a", &["new-notification: notifies slack-a"]);
    check(
        "@slack-a",
        "{{^is_recovery}}@slack-a{{/is_recovery}}",
        &["lost-notification: no longer notifies slack-a of recoveries"],
    );
    check(
        "@slack-a",
        "{{#is_alert}}@slack-a{{/is_alert}}",
        &["lost-notification: no longer notifies slack-a of warnings, no data and recoveries"],
    );
    check("@slack-a x", "y @slack-a", &[]);
    check(
        "@pagerduty-low",
        "",
        &["lost-notification: no longer notifies pagerduty-low"],
    );
}

#[test]
fn recipients_of_new_and_removed_monitors() {
    let found = |new| -> Vec<String> {
        let facts = one_sided(
            &recipients("@slack-a {{#is_alert}}@pagerduty-a{{/is_alert}}"),
            &[&policy()],
            new,
        );
        facts
            .iter()
            .map(|f| format!("{}: {} {}", f.risk, f.what, f.how))
            .collect()
    };
    assert_eq!(found(true), ["new-page: pages pagerduty-a", "added: notifies slack-a"]);
    assert_eq!(
        found(false),
        ["lost-page: paged pagerduty-a", "removed-monitor: notified slack-a"]
    );
}

#[test]
fn without_a_policy_a_pager_is_recognised_by_its_handle() {
    let facts = facts(&recipients("@opsgenie-x"), &recipients("@slack-x"), &[]);
    assert_eq!(facts[0].risk, Risk::LostPage);
}
