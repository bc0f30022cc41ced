//! What is no search, and what is said of it.

use crate::search::{self, DEPTH_MAX, Options};

/// `text` with the refused part in `«»` is refused for `message`.
#[track_caller]
fn check_with(marked: &str, message: &str, options: Options) {
    let text = marked.replace(['«', '»'], "");
    let error = match search::parse_with(&text, options) {
        Ok(parsed) => panic!("accepted: {parsed:?}"),
        Err(error) => error,
    };
    let mut shown = text.clone();
    shown.insert(error.span.end, '»');
    shown.insert(error.span.start, '«');
    assert_eq!((shown.as_str(), error.message.as_str()), (marked, message));
    assert!(error.help.is_some(), "{message}: no advice");
}

#[track_caller]
fn check(marked: &str, message: &str) {
    check_with(marked, message, Options::DASHBOARD);
}

#[test]
fn operators() {
    check("a «AND»", "'AND' has nothing after it");
    check("«OR» a", "'OR' has nothing before it");
    check("a AND «OR» b", "'OR' follows 'AND' directly");
    check("(a «OR») b", "'OR' has nothing after it");
    check("a «-»", "'-' has nothing to exclude");
    check("a «NOT» OR b", "'NOT' has nothing to exclude");
    check("a «--»b", "'-' excludes an exclusion");
    check("«!»a", "'!' does not start a word");
}

#[test]
fn brackets_and_quotes() {
    check("«(»a b", "'(' is never closed");
    check("a«)» b", "')' closes nothing");
    check("a «()»", "nothing stands between the parentheses");
    check("@a:«()»", "nothing stands between the parentheses");
    check("@a:«\"»x", "'\"' is never closed");
    check("x«\"» y", "'\"' inside a word");
    check("\"x\"«y»", "a word begins right after a phrase");
    check(
        "«“»x”",
        "a curly quotation mark, which is ignored, does not make a phrase",
    );
    check("a«]»", "']' inside a word");
    check("a«\\»", "'\\' escapes nothing");
    let deep = format!(
        "{}«(»{}",
        "(".repeat(DEPTH_MAX),
        "a".to_owned() + &")".repeat(DEPTH_MAX + 1)
    );
    check(&deep, "more than 64 parentheses inside each other");
    let deep = "(".repeat(1_000_000);
    assert!(search::parse(&deep).is_err());
}

#[test]
fn fields() {
    check("«@a:» b:c", "'@a:' has no value");
    check("«@a:»", "'@a:' has no value");
    check("(«@a:»)", "'@a:' has no value");
    check("«@a:» $Host", "'@a:' has no value");
    check("«@a:» OR b", "'@a:' has no value");
    check("«@http.status»", "'@http.status' has no value");
    check("«:»x", "nothing stands before ':'");
    check("«@»:x", "'@' names nothing");
    check("«@a*»:x", "'@a*' has a wildcard in an attribute's name");
    check("@a:(b OR «@c»:d)", "'@c:' inside the values of another attribute");
    check("@a:«-»5", "'-' does not start a word");
    check("@a:«=»5", "'=' is no comparison");
    check("@a«>»5", "a comparison inside a word");
    check("service:webstatus«:»error", "':' inside a value");
    check("a:(b OR c«:»d)", "':' inside a value");
    check("«err(»or)", "'err(' is no function");
}

#[test]
fn comparisons_and_ranges() {
    check("@a:«>=»", "'>=' compares with nothing");
    check("@a:>«five»", "'five' is no number");
    check("@a:>«5x»", "'5x' has an unknown unit");
    check("@a:>«5*»", "a wildcard in a comparison");
    check("«>»5", "a comparison or a range without an attribute");
    check("@a:«[1 »2]", "a range without 'TO'");
    check("@a:«[1 »to 2]", "a range without 'TO'");
    check("@a:«[1 TO 2}»", "a range with two kinds of brackets");
    check("@a:«[1 TO »]", "a range without a bound");
    check("@a:«[1 TO 2 »3", "a range that is never closed");
    check("@a:«[»]", "a range without a bound");
}

#[test]
fn networks() {
    check("CIDR(@a, «10.0.0.0/33»)", "'/33' is no prefix length from 0 to 32");
    check("CIDR(@a, «10.0.0/8»)", "'10.0.0' is no IP address");
    check("CIDR(@a, «10.0.0.0»)", "'10.0.0.0' has no prefix length");
    check("«CIDR(@a)»", "'CIDR' names no network");
    check("«CIDR(»@a, 10.0.0.0/8", "'CIDR(' is never closed");
    check("«CIDR(»)", "'CIDR' names no attribute");
}

#[test]
fn what_a_use_forbids() {
    check_with(
        "a «*:b»",
        "full-text search '*:' does not work in the filter of an index, an archive or a pipeline",
        Options::FILTER,
    );
    check_with(
        "a «$env»",
        "'$env' is a template variable, which only dashboards fill in",
        Options::MONITOR,
    );
    check_with(
        "a:«$env.value»",
        "'$env.value' is a template variable, which only dashboards fill in",
        Options::MONITOR,
    );
    assert!(search::parse_with("* @a:*$ \"$x\"", Options::FILTER).is_ok());
}
