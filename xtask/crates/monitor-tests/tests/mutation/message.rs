use super::*;

#[test]
fn handles_are_dropped_replaced_and_made_unconditional() {
    let message = "{{#is_alert}}@pagerduty-a{{/is_alert}} @slack-a.";
    let warns = json!({ "thresholds": { "critical": 4, "warning": 2 } });
    let monitor = definition("query alert", "avg(last_5m):avg:m{*} > 4", message, warns);
    messages(
        &monitor,
        MutantKind::Route,
        &[
            "{{#is_alert}}{{/is_alert}} @slack-a.",
            "{{#is_alert}}@pagerduty-a{{/is_alert}} .",
            "{{#is_alert}}@pagerduty-another-team{{/is_alert}} @slack-a.",
            "{{#is_alert}}{{/is_alert}} @slack-a.\n@pagerduty-a",
            "{{#is_alert}}@pagerduty-a{{/is_alert}} @slack-another-team.",
        ],
    );
}

#[test]
fn a_change_that_notifies_the_same_handles_is_omitted() {
    // without warnings and No Data there are only alerts and their recovery
    let message = "{{#is_alert}}@pagerduty-a{{/is_alert}}{{#is_alert_recovery}}@pagerduty-a{{/is_alert_recovery}}{{#is_warning}}@slack-a{{/is_warning}}";
    let with = |thresholds: Value| {
        definition(
            "query alert",
            "avg(last_5m):avg:m{*} > 4",
            message,
            json!({ "on_missing_data": "resolve", "thresholds": thresholds }),
        )
    };
    changes(
        &with(json!({ "critical": 4 })),
        MutantKind::Route,
        &[
            "@pagerduty-a in {{#is_alert}} is dropped",
            "@pagerduty-a in {{#is_alert_recovery}} is dropped",
            "@pagerduty-a becomes @pagerduty-another-team",
            "@slack-a is always notified",
        ],
    );
    let warned = of_kind(&with(json!({ "critical": 4, "warning": 2 })), MutantKind::Route);
    assert!(warned.iter().any(|m| m.change == "@pagerduty-a is always notified"));
    assert!(
        warned
            .iter()
            .any(|m| m.change == "@slack-a in {{#is_warning}} is dropped")
    );
}

#[test]
fn a_pager_is_added_if_there_is_none() {
    let staging = definition(
        "query alert",
        "avg(last_5m):avg:m{*} > 4",
        "@slack-{{host.name}}",
        json!({}),
    );
    messages(
        &staging,
        MutantKind::Route,
        &[
            "",
            "@slack-another-team",
            "@slack-{{host.name}}\n@pagerduty-another-team",
        ],
    );
}

#[test]
fn conditionals_are_dropped_with_and_without_their_text() {
    let message = "{{#is_alert}}bad{{else}}good{{/is_alert}}{{#is_no_data}}quiet{{/is_no_data}}{{#is_alert}}@pagerduty-a{{/is_alert}}";
    let monitor = definition("query alert", "avg(last_5m):avg:m{*} > 4", message, json!({}));
    // this monitor never notifies about No Data, so that text is only shown without its conditional
    messages(
        &monitor,
        MutantKind::Conditional,
        &[
            "bad{{#is_no_data}}quiet{{/is_no_data}}{{#is_alert}}@pagerduty-a{{/is_alert}}",
            "{{#is_no_data}}quiet{{/is_no_data}}{{#is_alert}}@pagerduty-a{{/is_alert}}",
            "{{#is_alert}}bad{{else}}good{{/is_alert}}quiet{{#is_alert}}@pagerduty-a{{/is_alert}}",
        ],
    );
}

#[test]
fn no_mutant_is_omitted_if_the_message_depends_on_values() {
    let message = "{{#is_match \"host.name\" \"db\"}}@slack-db{{/is_match}}{{^is_match \"host.name\" \"db\"}}@slack-db{{/is_match}}";
    let monitor = definition("query alert", "avg(last_5m):avg:m{*} by {host} > 4", message, json!({}));
    assert!(
        of_kind(&monitor, MutantKind::Route)
            .iter()
            .any(|m| m.change == "@slack-db is always notified")
    );
}
