//! Invalid searches and their errors.

use crate::search::{self, DEPTH_MAX, Options};

/// Parsing `text` fails with `message` at the part in `«»`.
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
    check("a «AND»", "missing condition after 'AND'");
    check("«OR» a", "missing condition before 'OR'");
    check("a AND «OR» b", "'OR' follows 'AND' directly");
    check("(a «OR») b", "missing condition after 'OR'");
    check("a «-»", "missing condition after '-'");
    check("a «NOT» OR b", "missing condition after 'NOT'");
    check("a «--»b", "'-' before another negation");
    check("a «!»", "missing condition after '!'");
    check("«!!»a", "'!' before another negation");
    check("«-!»a", "'-' before another negation");
    check("@a:«!»b", "'!' cannot start a word");
}

#[test]
fn brackets_and_quotes() {
    check("«(»a b", "unclosed '('");
    check("a«)» b", "unmatched ')'");
    check("a «()»", "nothing between the parentheses");
    check("@a:«()»", "nothing between the parentheses");
    check("@a:«\"»x", "unclosed '\"'");
    check("x«\"» y", "unexpected '\"' in a word");
    check("\"x\"«y»", "missing space after a phrase");
    check("«“»x”", "curly quotation marks do not quote a phrase");
    check("a«]»", "unexpected ']' in a word");
    check("a«\\»", "'\\' at the end escapes nothing");
    let deep = format!(
        "{}«(»{}",
        "(".repeat(DEPTH_MAX),
        "a".to_owned() + &")".repeat(DEPTH_MAX + 1)
    );
    check(&deep, "parentheses nested more than 64 levels deep");
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
    check("«#duration»", "'#duration' has no value");
    check("«@»", "missing name after '@'");
    check("@status «=» 500", "'=' is not an operator of searches");
    check("«:»x", "missing attribute before ':'");
    check("«@»:x", "missing name after '@'");
    check("«@a*»:x", "'@a*' has a wildcard in an attribute's name");
    check(
        "@a:(b OR «@c»:d)",
        "attribute '@c:' inside the values of another attribute",
    );
    check("@a:«-»5", "'-' cannot start a word");
    check("@a:«=»5", "'=' is not a comparison operator");
    check("@a«>»5", "missing ':' before '>'");
    check("a«>»5", "unexpected comparison in a word");
    check("service:webstatus«:»error", "unexpected ':' in a value");
    check("a:(b OR c«:»d)", "unexpected ':' in a value");
    check("«err(»or)", "unknown function 'err('");
}

#[test]
fn comparisons_and_ranges() {
    check("@a:«>=»", "missing number after '>='");
    check("@a:>«five»", "invalid number 'five'");
    check("@a:>«5x»", "'5x' has an unknown unit");
    check("@a:>«5*»", "wildcard in a comparison");
    check("«>»5", "comparison or range without an attribute");
    check("@a:«[1 »2]", "range without 'TO'");
    check("@a:«[1 »to 2]", "range without 'TO'");
    check("@a:«[1 TO 2}»", "mismatched brackets of a range");
    check("@a:«[1 TO »]", "range without a bound");
    check("@a:«[1 TO 2 »3", "unclosed range");
    check("@a:«[»]", "range without a bound");
}

#[test]
fn networks() {
    check("CIDR(@a, «10.0.0.0/33»)", "'/33' is not a prefix length from 0 to 32");
    check("CIDR(@a, «10.0.0/8»)", "invalid IP address '10.0.0'");
    check("CIDR(@a, «10.0.0.0»)", "'10.0.0.0' has no prefix length");
    check("«CIDR(@a)»", "missing network in 'CIDR'");
    check("«CIDR(»@a, 10.0.0.0/8", "unclosed 'CIDR('");
    check("«CIDR(»)", "missing attribute in 'CIDR'");
}

#[test]
fn errors_that_depend_on_the_use() {
    check_with(
        "a «*:b»",
        "full-text search '*:' does not work in the filter of an index, an archive or a pipeline",
        Options::FILTER,
    );
    check_with(
        "a «$env»",
        "'$env' is a template variable, which only dashboards have",
        Options::MONITOR,
    );
    check_with(
        "a:«$env.value»",
        "'$env.value' is a template variable, which only dashboards have",
        Options::MONITOR,
    );
    assert!(search::parse_with("* @a:*$ \"$x\"", Options::FILTER).is_ok());
}
