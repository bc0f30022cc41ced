//! Which handles a message has, and when they are reached.

use super::accepted::template;

/// The handles of `text`, each with its guards: `@x if is_alert, not is_match`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let template = template(text);
    let handles = template.handles();
    let shown: Vec<String> = handles
        .iter()
        .map(|handle| {
            assert!(
                text.get(handle.span.clone()).is_some_and(|part| part.starts_with('@')),
                "{handle:?}"
            );
            let guards: Vec<String> = handle
                .guards
                .iter()
                .map(|guard| format!("{}{}", if guard.holds { "" } else { "not " }, guard.condition.name()))
                .collect();
            let arguments = handle
                .arguments
                .map_or(String::new(), |arguments| format!("({arguments})"));
            let condition = if guards.is_empty() {
                String::new()
            } else {
                format!(" if {}", guards.join(", "))
            };
            format!("{}{arguments}{condition}", handle.name())
        })
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn names() {
    check(
        "@slack-ops-alerts, @user@example.com. (@pagerduty-Web) @webhook-x! @all",
        &[
            "@slack-ops-alerts",
            "@user@example.com",
            "@pagerduty-Web",
            "@webhook-x",
            "@all",
        ],
    );
    check("mail me@example.com or see https://x.io/@me and a\\@b, 5 @ 3", &[]);
    check("**@teams-a**\n@opsgenie-b_c", &["@teams-a", "@opsgenie-b_c"]);
    check(
        "@workflow-restart(host=host.name, x=1) now",
        &["@workflow-restart(host=host.name, x=1)"],
    );
}

#[test]
fn variables_in_handles() {
    check("@slack-{{service.name}} x", &["@slack-{{service.name}}"]);
    check(
        "@slack-{{ team.name }}-{{env.name}}-ops.",
        &["@slack-{{team.name}}-{{env.name}}-ops"],
    );
    check("@{{owner.name}}@example.com", &["@{{owner.name}}@example.com"]);
    check("{{host.name}}@slack-x {{host.name}} @slack-y", &["@slack-y"]);
}

#[test]
fn conditions() {
    check(
        "@a {{#is_alert}}@b{{#is_match \"x\" \"y\"}}@c{{else}}@d{{/is_match}}{{/is_alert}}{{^is_alert}}@e{{/is_alert}}@f",
        &[
            "@a",
            "@b if is_alert",
            "@c if is_alert, is_match",
            "@d if is_alert, not is_match",
            "@e if not is_alert",
            "@f",
        ],
    );
    let text = "@a {{#is_alert}}@b{{/is_alert}} {{#is_recovery}}@c{{/is_recovery}} {{#is_alert}}{{^is_renotify}}@d{{/is_renotify}}{{/is_alert}}";
    let counts: Vec<_> = template(text)
        .handles()
        .iter()
        .map(|handle| handle.transitions().len())
        .collect();
    assert_eq!(counts, [24, 5, 4, 4]);
}
