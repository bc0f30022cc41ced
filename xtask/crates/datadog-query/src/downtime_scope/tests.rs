//! Scopes and their errors.

use super::parse;

#[track_caller]
fn same(text: &str) {
    canonical(text, text);
}

#[track_caller]
fn canonical(text: &str, expected: &str) {
    let scope = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(scope.to_string(), expected);
}

/// Parsing `marked` without its marks fails with `message` at the part in `«»`.
#[track_caller]
fn fails(marked: &str, message: &str) {
    let text = marked.replace(['«', '»'], "");
    let error = parse(&text).expect_err(&text);
    let mut shown = text.clone();
    shown.insert(error.span.end, '»');
    shown.insert(error.span.start, '«');
    assert_eq!((shown.as_str(), error.message.as_str()), (marked, message));
    assert!(error.help.is_some(), "{text}: no advice");
}

#[test]
fn documented_scopes() {
    same("*");
    same("service:web-store");
    same("service:web-store AND env:dev");
    same("env:(dev OR staging)");
    same("service:web-store AND env:(dev OR staging)");
    same("host:authentication-*");
    same("host:*-prod-cluster");
    same("service:webstore AND -env:prod");
    same("-key:(A OR B)");
    canonical("-key(A OR B)", "-key:(A OR B)");
}

#[test]
fn other_scopes() {
    canonical(" service:a  env:b ", "service:a AND env:b");
    canonical("NOT env:prod AND !host:a", "-env:prod AND -host:a");
    canonical("(service:a AND env:(b OR c))", "service:a AND env:(b OR c)");
    same("team:app AND (service:auth OR service:web)");
    same("url:http://a.b/c:80 AND name:\"us east\"");
    same("role:(a AND b)");
    canonical("env:(prod)", "env:prod");
}

#[test]
fn unsupported_scopes() {
    fails("service:A «OR» host:X", "OR between tags is not supported");
    fails("«(service:A OR host:X)»", "a scope of alternatives is not supported");
    fails(
        "team:app AND (service:auth OR (service:w AND «(»env:prod OR env:dev)))",
        "parentheses are nested more than 2 levels deep",
    );
    fails("-service:(A «AND» B)", "values joined by AND cannot be negated");
    fails("service:(«-»A OR -B)", "a value in parentheses cannot be negated");
    fails("-service(A «B»)", "expected OR or ')', found 'B'");
    fails("-«(»service:A)", "a group of tags cannot be negated");
    fails("«prod» AND service:(A OR B)", "'prod' has no key");
    fails("service:«auth?»", "'?' is not a wildcard in the scope of a downtime");
    fails("en«&»v:prod", "'&' cannot be in the key of a tag");
    fails("env:prod AND«»", "expected a tag, found the end");
    fails("«AND» env:prod", "expected a tag, found the operator AND");
    fails("env:«»", "'env' has no value");
    fails("env:«»  AND service:a", "'env' has no value");
    fails("env:a «and» service:b", "'and' has no key");
    fails("env:a«)»", "unexpected ')'");
    fails("env:(a«»", "expected OR or ')', found the end");
    fails("env:(a OR«)»", "expected a value, found ')'");
    fails("env:«\"a»", "unclosed quotation mark");
    fails("(env:a AND service:b «OR» service:c)", "AND and OR are mixed");
    fails("«»", "the scope is empty");
}
