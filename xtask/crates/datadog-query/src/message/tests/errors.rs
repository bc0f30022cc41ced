//! Invalid messages and their errors.

use crate::message::{self, DEPTH_MAX};

/// Parsing `marked` reports `messages` at the parts in `«»`, in order.
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

/// The help of the only error in `text`.
#[track_caller]
fn help_of(text: &str) -> String {
    let (_, errors) = message::parse(text);
    let [error] = errors.as_slice() else {
        panic!("{errors:?}")
    };
    error.help.clone().unwrap_or_default()
}

#[test]
fn braces() {
    check("a «{{»value", &["unclosed '{{'"]);
    check("a «{{»value {{host}} «{{»", &["unclosed '{{'", "unclosed '{{'"]);
    check("«{{{a}}» b", &["'{{{' is closed by '}}'"]);
    check("{{«»}}", &["nothing between the braces"]);
    check("{{« »}}", &["nothing between the braces"]);
    check("«{{{{»value}}}}", &["'{{{{' does not start a raw block"]);
    check("«{{{{raw}}}}» {{a}}", &["unclosed '{{{{raw}}}}'"]);
    check("«{{!--» a }}", &["unclosed comment"]);
    check("{{«<TEXT>»}}", &["invalid variable '<TEXT>'"]);
    check("«{{> partial}}»", &["'{{>' is not supported"]);
    check(
        &format!("«{}»x", "{".repeat(9)).replace("{{{{{»", "»{{{{{"),
        &["'{{{{' does not start a raw block"],
    );
}

#[test]
fn blocks() {
    check("«{{#is_alert}}»a", &["unclosed block 'is_alert'"]);
    check(
        "{{#is_alert}}a«{{/is_warning}}»b{{/is_alert}}",
        &["'{{/is_warning}}' does not match an open block"],
    );
    check("a «{{/is_alert}}»", &["'{{/is_alert}}' does not match an open block"]);
    check(
        "{{#is_alert}}«{{#is_renotify}}»a{{/is_alert}}",
        &["unclosed block 'is_renotify'"],
    );
    check("{{#«is_allert»}}a{{/is_allert}}", &["unknown block 'is_allert'"]);
    assert_eq!(help_of("{{#is_allert}}a{{/is_allert}}"), "did you mean 'is_alert'?");
    assert_eq!(
        help_of("{{#is_alert}}a{{/is_alret}}"),
        "the open block is '{{#is_alert}}'"
    );
    check("«{{else}}»", &["'{{else}}' outside of a block"]);
    check(
        "{{#is_alert}}a{{else}}b«{{else}}»c{{/is_alert}}",
        &["a second '{{else}}' in 'is_alert'"],
    );
    check("{{«is_alert»}}", &["'is_alert' is a block, not a variable"]);
    let deep = "{{#is_alert}}".repeat(DEPTH_MAX + 1);
    let (_, errors) = message::parse(&deep);
    assert!(
        errors
            .iter()
            .any(|error| error.message.starts_with("blocks nested more than 32")),
        "{errors:?}"
    );
}

#[test]
fn arguments() {
    check(
        "{{#«is_match \"a\"»}}x{{/is_match}}",
        &["wrong number of arguments of 'is_match': 1"],
    );
    check(
        "{{#is_match «a.b» \"x\"}}y{{/is_match}}",
        &["argument of 'is_match' is not in quotes"],
    );
    check(
        "{{#is_match «\"a x}}»y{{/is_match}}".replace("x}}»", "x»}}").as_str(),
        &["unclosed quotation mark"],
    );
    check(
        "{{#is_match «“»a” \"x\"}}y{{/is_match}}",
        &["curly quotation marks do not quote text"],
    );
    check("{{#is_alert «now»}}x{{/is_alert}}", &["'is_alert' takes no arguments"]);
    check("{{#is_priority «'P7'»}}x{{/is_priority}}", &["invalid priority 'P7'"]);
    check(
        "{{override_priority «P1»}}",
        &["argument of 'override_priority' is not in quotes"],
    );
    check(
        "{{«local_time 'last_triggered_at'»}}",
        &["wrong number of arguments of 'local_time': 1"],
    );
    check("{{«urlencod» \"a\"}}", &["unknown helper 'urlencod'"]);
    check(
        "{{«loacl_time» 'last_triggered_at' 'UTC'}}",
        &["unknown helper 'loacl_time'"],
    );
    check("{{«round(value,» 2)}}", &["unknown helper 'round(value,'"]);
    check("{{«eval(value)»}}", &["invalid variable 'eval(value)'"]);
    check("{{«host» name}}", &["unknown helper 'host'"]);
    check("{{«value» * 100}}", &["unknown helper 'value'"]);
    check(
        "{{#is_match \"a.name\" \"x\"}}a{{«else» if is_match \"a.name\" \"y\"}}b{{/is_match}}",
        &["unknown helper 'else'"],
    );
}

#[test]
fn expressions() {
    check(
        "{{eval \"int(«»\"}}",
        &["expected a value, found the end of the expression"],
    );
    check("{{eval \"int«(»value\"}}", &["unclosed '('"]);
    check("{{eval \"«rond»(value)\"}}", &["unknown function 'rond' in eval"]);
    check(
        "{{eval \"«round(1,2,3)»\"}}",
        &["'round' takes 1 to 2 arguments, not 3"],
    );
    check("{{eval \"value «=» 3\"}}", &["unexpected '=' in an expression"]);
    check("{{eval \"«1.2.3»\"}}", &["invalid number '1.2.3'"]);
    check("{{eval «value»}}", &["argument of 'eval' is not in quotes"]);
    assert_eq!(help_of("{{eval \"rond(value)\"}}"), "did you mean 'round'?");
    let long = format!("{{{{eval \"1{}\"}}}}", "+1".repeat(100_000));
    assert_eq!(message::parse(&long).1.len(), 1);
}

#[test]
fn parts_that_are_never_shown() {
    let never = |name: &str| {
        format!("this part is never shown: no change of status satisfies '{name}' and the blocks around it")
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
