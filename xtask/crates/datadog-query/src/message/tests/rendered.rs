//! The text and the recipients of notifications.

use super::accepted::template;
use crate::message::{Context, Rendered, Status, Transition, Value};

/// The message after a change of status, with `host.name`, `value`, `service.name` and `empty` known.
#[track_caller]
fn render(text: &str, from: Status, to: Status) -> Rendered {
    let variable = |name: &str| match name {
        "host.name" => Some(Value::Text("web-1".to_owned())),
        "service.name" | "a.b" => Some(Value::Text("A&B <x>".to_owned())),
        "value" => Some(Value::Number(1536.128)),
        "empty" => Some(Value::Text(String::new())),
        "a" => Some(Value::Text("object".to_owned())),
        _ => None,
    };
    template(text).render(&Context {
        transition: Transition {
            from,
            to,
            renotify: from == to,
        },
        priority: Some(2),
        variable: &variable,
        local_time: &|name, zone| (name == "last_triggered_at").then(|| format!("noon in {zone}")),
    })
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(render(text, Status::Ok, Status::Alert).text, expected);
}

#[test]
fn values() {
    check("{{value}} on {{host.name}}{{nothing}}.", "1536.128 on web-1.");
    check(
        "{{service.name}} {{{service.name}}} {{urlencode \"service.name\"}}",
        "A&amp;B &lt;x&gt; A&B <x> A%26B%20%3Cx%3E",
    );
    check(
        "{{eval \"int(value)\"}} {{eval \"round(value, 1)\"}} {{eval \"value*2-72.256\"}}",
        "1536 1536.1 3000",
    );
    check(
        "{{eval \"humanize_bytes(value)\"}} {{eval \"upper(host.name)\"}} {{eval \"substring('host:D', 5)\"}}",
        "1.5 KB WEB-1 D",
    );
    check(
        "{{eval \"strip('abchost:Eabc', 'abc')\"}}{{! hidden }} {{{{raw}}}}{{x}}{{{{/raw}}}}",
        "host:E {{x}}",
    );
    check("{{#with a}}{{b}}{{/with}}", "A&amp;B &lt;x&gt;");
    check("{{local_time 'last_triggered_at' 'Asia/Tokyo'}}", "noon in Asia/Tokyo");
    assert_eq!(
        render(
            "{{x.y}}{{eval \"z+1\"}}{{local_time 'host.name' 'UTC'}}",
            Status::Ok,
            Status::Warn
        )
        .missing,
        ["x.y", "z", "host.name"]
    );
}

#[test]
fn conditions() {
    check(
        "{{#is_alert}}a{{else}}b{{/is_alert}}{{^is_warning}}c{{/is_warning}}{{#is_priority 'P2'}}d{{/is_priority}}",
        "acd",
    );
    check(
        "{{#is_match \"host.name\" \"db\" \"eb-\"}}a{{/is_match}}{{#is_match \"host.name\" \"\"}}b{{/is_match}}{{#is_match \"empty\" \"\"}}c{{/is_match}}",
        "ab",
    );
    check(
        "{{#is_exact_match \"value\" \"1536.1280\"}}a{{/is_exact_match}}{{#is_exact_match \"gone\" \"\"}}b{{/is_exact_match}}{{#is_exact_match \"host.name\" \"web\"}}c{{/is_exact_match}}",
        "ab",
    );
    check(
        "{{#is_exact_match (eval \"int(value) % 10\") \"5\" \"6\"}}a{{/is_exact_match}}",
        "a",
    );
    check("{{#if empty}}a{{else}}b{{/if}}{{#unless gone}}c{{/unless}}", "bc");
}

#[test]
fn transitions() {
    let text = "{{#is_alert}}A{{/is_alert}}{{#is_warning}}W{{/is_warning}}{{#is_recovery}}R{{/is_recovery}}{{#is_alert_recovery}}r{{/is_alert_recovery}}{{#is_alert_to_warning}}w{{/is_alert_to_warning}}{{#is_no_data}}N{{/is_no_data}}{{#is_no_data_recovery}}n{{/is_no_data_recovery}}{{#is_renotify}}!{{/is_renotify}}";
    let cases = [
        (Status::Ok, Status::Alert, "A"),
        (Status::Alert, Status::Alert, "A!"),
        (Status::Alert, Status::Warn, "Ww"),
        (Status::Alert, Status::Ok, "Rr"),
        (Status::Warn, Status::Ok, "R"),
        (Status::NoData, Status::Ok, "Rn"),
        (Status::NoData, Status::Alert, "A"),
        (Status::NoData, Status::NoData, "N!"),
    ];
    for (from, to, expected) in cases {
        assert_eq!(render(text, from, to).text, expected, "{from:?} to {to:?}");
    }
}

#[test]
fn handles_and_priority() {
    let text = "@slack-{{service.name}} @pagerduty-{{host.name}}-x. {{#is_alert}}{{override_priority 'P1'}}@a{{/is_alert}}{{#is_warning}}@b{{/is_warning}} me@x.io {{host.name}}@c @a";
    let rendered = render(text, Status::Ok, Status::Alert);
    assert_eq!(rendered.handles, ["@slack-A&B <x>", "@pagerduty-web-1-x", "@a"]);
    assert_eq!(rendered.priority, Some(1));
    assert_eq!(render(text, Status::Alert, Status::Ok).handles.len(), 3);
    assert_eq!(
        render("{{#each x}}y{{/each}}", Status::Ok, Status::Alert).approximate,
        ["{{#each x}}"]
    );
}
