//! Searches and their canonical text.

use crate::search::{self, Clause, KeyKind, Options, Test, Unit};

/// `text` prints as `canonical`, which means the same.
#[track_caller]
fn check(text: &str, canonical: &str) {
    let parsed = search::parse(text).unwrap_or_else(|error| panic!("{text}: {error} at {:?}", error.span));
    assert_eq!(parsed.to_string(), canonical);
    let again = search::parse(canonical).unwrap_or_else(|error| panic!("{canonical}: {error}"));
    assert_eq!(again.without_spans(), parsed.without_spans());
}

#[track_caller]
fn same(text: &str) {
    check(text, text);
}

#[test]
fn operators() {
    check("  ", "");
    check("a AND b", "a b");
    check("a b OR c d", "(a b) OR (c d)");
    check("a && b || c", "(a b) OR c");
    check("((a OR b)) AND -c", "(a OR b) -c");
    check("NOT (a b)", "-(a b)");
    check("-(-a)", "-(-a)");
    check(
        "source:vpc NOT(CIDR(@ip,10.0.0.0/8))",
        "source:vpc -CIDR(@ip, 10.0.0.0/8)",
    );
    check("a- - b", "a- -b");
    check("!a !@b:c !(d OR e)", "-a -@b:c -(d OR e)");
    check("service:(! a OR !b)", "service:(-a OR -b)");
    same("cats and dogs or not");
    same("android ORDER NOTES");
}

#[test]
fn fields() {
    same("service:web-store @http.status_code:404 #request_duration:slow");
    same("@a/b-c.d:x");
    same("@user.first\\ name:x");
    check("env: prod", "env:prod");
    check("service:(a OR (b c))", "service:(a OR (b c))");
    check("@a:(x)", "@a:x");
    same("@a:(-MISS)");
    same("@status:(>=200 <300)");
    check("@status:(>=200 AND <300)", "@status:(>=200 <300)");
    same("*:(*permissions OR denied*)");
    check("*:*", "*");
    same("_exists_:@a _missing_:b");
    check(
        "@http.url -@b (@c OR d)",
        "_exists_:@http.url -_exists_:@b (_exists_:@c OR d)",
    );
    same("@a:* -@b:\"\" @c:\"\\\"quoted\\\" \\\\\"");
    check("message:@webhook-x-*", "message:@webhook-x-*");
    check("tags:env:prod", "tags:env\\:prod");
    check("tags:(env:prod OR a)", "tags:(env\\:prod OR a)");
    check("@at:10:30 @ip:2001:db8::1", "@at:10\\:30 @ip:2001\\:db8\\:\\:1");
    check("@http.url:https:\\/\\/*", "@http.url:https\\://*");
}

#[test]
fn values() {
    same("@a:[400 TO 499] @b:{1s TO *}");
    check("@c:[* TO \\-5]", "@c:[* TO -5]");
    same("@a:([1 TO 2] OR 5)");
    same("@duration:>1.5ms @size:<=10MB @n:<-5 @v:>=1.2.3");
    same("@run.srn:*\\:run\\:* No?computer?name* 5**");
    same("@a:*$ -@b:S-1-5");
    check("a\\*b", "a\\*b");
    check("\\AND \\-x", "\\AND \\-x");
    check("@ip:2001\\:db8\\:\\:1", "@ip:2001\\:db8\\:\\:1");
    same("CIDR(@ip, 10.0.0.0/8, 2001:db8::/32)");
    same("\"日本\" @名前:値");
}

#[test]
fn variables() {
    same("$env $Client-IP $view.name service:$service.value @a:$x");
    same("resource:sync.$sync.table.value.*");
    same("@a:[$low.value TO $high.value] @b:>$min.value CIDR(@ip, $net.value)");
    same("@m:\"about $x.value\"");
    let parsed = search::parse("$a.b b:x$c.value.d \"see $d.\" $5").unwrap_or_else(|error| panic!("{error}"));
    let names: Vec<_> = parsed
        .variables()
        .into_iter()
        .map(|v| (v.name, v.value, v.span))
        .collect();
    assert_eq!(
        names,
        [
            ("a.b".to_owned(), false, 0..4),
            ("c.value.d".to_owned(), false, 8..18),
            ("d".to_owned(), false, 24..26)
        ]
    );
}

#[test]
fn tree_of_a_search() {
    let parsed = search::parse_with("-@d:>20ms", Options::MONITOR).unwrap_or_else(|error| panic!("{error}"));
    let clauses = parsed.clauses();
    let [(Clause::Field { key, test }, true)] = clauses.as_slice() else {
        panic!("{parsed:?}")
    };
    assert_eq!(
        (key.kind, key.name.as_str(), key.span.clone()),
        (KeyKind::Attribute, "d", 1..3)
    );
    assert_eq!(test.span, 4..9);
    let crate::search::Expr::Leaf(Test::Compare { bound, .. }) = &test.expr else {
        panic!("{test:?}")
    };
    assert_eq!(bound.amount, search::Amount::Quantity(20.0, Unit::Time(1_000_000)));
    assert_eq!(bound.amount.number(), Some(20_000_000.0));
}
