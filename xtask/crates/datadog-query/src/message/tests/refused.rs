//! What is wrong with messages, and what is said of it.

use crate::message::{self, DEPTH_MAX};

/// The faults of `marked`, whose places are marked by `«»` in the order of `messages`.
#[track_caller]
fn check(marked: &str, messages: &[&str]) {
    let text = marked.replace(['«', '»'], "");
    let (_, errors) = message::parse(&text);
    let mut shown = text.clone();
    for error in errors.iter().rev() {
        shown.insert(error.span.end, '»');
        shown.insert(error.span.start, '«');
        assert!(error.help.is_some(), "{error}: no advice");
    }
    let found: Vec<_> = errors.iter().map(|error| error.message.as_str()).collect();
    assert_eq!((shown.as_str(), found.as_slice()), (marked, messages));
}

/// The advice for the only fault of `text`.
#[track_caller]
fn advice(text: &str) -> String {
    let (_, errors) = message::parse(text);
    let [error] = errors.as_slice() else {
        panic!("{errors:?}")
    };
    error.help.clone().unwrap_or_default()
}

#[test]
fn braces() {
    check("a «{{»value", &["'{{' is never closed"]);
    check(
        "a «{{»value {{host}} «{{»",
        &["'{{' is never closed", "'{{' is never closed"],
    );
    check("«{{{a}}» b", &["three braces are closed by two"]);
    check("{{«»}}", &["nothing stands between the braces"]);
    check("{{« »}}", &["nothing stands between the braces"]);
    check("«{{{{»value}}}}", &["four braces begin no raw block"]);
    check("«{{{{raw}}}}» {{a}}", &["'{{{{raw}}}}' is never closed"]);
    check("«{{!--» a }}", &["a comment that is never closed"]);
    check("{{«<TEXT>»}}", &["'<TEXT>' is no variable"]);
    check("«{{> partial}}»", &["'{{>' is not supported"]);
    check(
        &format!("«{}»x", "{".repeat(9)).replace("{{{{{»", "»{{{{{"),
        &["four braces begin no raw block"],
    );
}

#[test]
fn blocks() {
    check("«{{#is_alert}}»a", &["'is_alert' is never closed"]);
    check(
        "{{#is_alert}}a«{{/is_warning}}»b{{/is_alert}}",
        &["'{{/is_warning}}' closes no open block"],
    );
    check("a «{{/is_alert}}»", &["'{{/is_alert}}' closes no open block"]);
    check(
        "{{#is_alert}}«{{#is_renotify}}»a{{/is_alert}}",
        &["'is_renotify' is never closed"],
    );
    check("{{#«is_allert»}}a{{/is_allert}}", &["'is_allert' is no block"]);
    assert_eq!(advice("{{#is_allert}}a{{/is_allert}}"), "did you mean 'is_alert'?");
    assert_eq!(
        advice("{{#is_alert}}a{{/is_alret}}"),
        "the open block is '{{#is_alert}}'"
    );
    check("«{{else}}»", &["'{{else}}' outside of a block"]);
    check(
        "{{#is_alert}}a{{else}}b«{{else}}»c{{/is_alert}}",
        &["a second '{{else}}' in 'is_alert'"],
    );
    check("{{«is_alert»}}", &["'is_alert' is a block"]);
    let deep = "{{#is_alert}}".repeat(DEPTH_MAX + 1);
    let (_, errors) = message::parse(&deep);
    assert!(
        errors
            .iter()
            .any(|error| error.message.starts_with("more than 32 blocks")),
        "{errors:?}"
    );
}

#[test]
fn arguments() {
    check("{{#«is_match \"a\"»}}x{{/is_match}}", &["'is_match' has 1 arguments"]);
    check(
        "{{#is_match «a.b» \"x\"}}y{{/is_match}}",
        &["an argument of 'is_match' is not in quotes"],
    );
    check(
        "{{#is_match «\"a x}}»y{{/is_match}}".replace("x}}»", "x»}}").as_str(),
        &["a quote that is never closed"],
    );
    check(
        "{{#is_match «“»a” \"x\"}}y{{/is_match}}",
        &["curly quotation marks do not quote"],
    );
    check("{{#is_alert «now»}}x{{/is_alert}}", &["'is_alert' takes no arguments"]);
    check("{{#is_priority «'P7'»}}x{{/is_priority}}", &["'P7' is no priority"]);
    check(
        "{{override_priority «P1»}}",
        &["an argument of 'override_priority' is not in quotes"],
    );
    check(
        "{{«local_time 'last_triggered_at'»}}",
        &["'local_time' has 1 arguments"],
    );
    check("{{«urlencod» \"a\"}}", &["'urlencod' is no helper"]);
}

#[test]
fn expressions() {
    check(
        "{{eval \"int(«»\"}}",
        &["the expression ends where a value is expected"],
    );
    check("{{eval \"int«(»value\"}}", &["'(' is never closed"]);
    check("{{eval \"«rond»(value)\"}}", &["'rond' is no function of eval"]);
    check(
        "{{eval \"«round(1,2,3)»\"}}",
        &["'round' takes 1 to 2 arguments, not 3"],
    );
    check("{{eval \"value «=» 3\"}}", &["'=' is not expected in an expression"]);
    check("{{eval \"«1.2.3»\"}}", &["'1.2.3' is no number"]);
    check("{{eval «value»}}", &["an argument of 'eval' is not in quotes"]);
    assert_eq!(advice("{{eval \"rond(value)\"}}"), "did you mean 'round'?");
    let long = format!("{{{{eval \"1{}\"}}}}", "+1".repeat(100_000));
    assert_eq!(message::parse(&long).1.len(), 1);
}

#[test]
fn parts_that_are_never_shown() {
    let never = |name: &str| {
        format!(
            "what follows is never shown: no change of status satisfies '{name}' together with the blocks around it"
        )
    };
    check(
        "{{#is_alert}}«{{#is_warning}}»a{{/is_warning}}{{/is_alert}}",
        &[&never("is_warning")],
    );
    check(
        "{{#is_alert}}a{{else}}{{#is_recovery}}b{{/is_recovery}}{{/is_alert}}",
        &[],
    );
    check(
        "{{#is_alert_recovery}}{{#is_recovery}}a«{{else}}»b{{/is_recovery}}{{/is_alert_recovery}}",
        &[&never("is_recovery")],
    );
    check(
        "{{#is_renotify}}«{{#is_recovery}}»a{{/is_recovery}}{{/is_renotify}}",
        &[&never("is_recovery")],
    );
    check(
        "{{^is_alert}}{{#is_match \"a\" \"b\"}}«{{#is_alert}}»x{{/is_alert}}{{/is_match}}{{/is_alert}}",
        &[&never("is_alert")],
    );
}
