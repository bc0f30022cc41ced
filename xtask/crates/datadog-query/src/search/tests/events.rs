//! The events that a search matches.

use std::borrow::Cow;

use crate::search::{self, Event, Scalar};

/// `message`, then `@key=value` and `key:value`, separated by ` | `.
struct Line(Vec<String>);

impl Line {
    fn of(text: &str) -> Self {
        Self(text.split(" | ").map(str::to_owned).collect())
    }

    fn after(&self, prefix: &str) -> Vec<&str> {
        self.0[1..]
            .iter()
            .filter_map(|part| part.strip_prefix(prefix))
            .collect()
    }
}

fn scalar(text: &str) -> Scalar<'_> {
    match (text.parse(), text) {
        (Ok(number), _) => Scalar::Number(number),
        (_, "true" | "false") => Scalar::Bool(text == "true"),
        _ => Scalar::Text(Cow::Borrowed(text)),
    }
}

impl Event for Line {
    fn message(&self) -> &str {
        &self.0[0]
    }
    fn attribute(&self, path: &str) -> Vec<Scalar<'_>> {
        self.after(&format!("@{path}=")).into_iter().map(scalar).collect()
    }
    fn tag(&self, key: &str) -> Vec<Cow<'_, str>> {
        self.after(&format!("{key}:")).into_iter().map(Cow::Borrowed).collect()
    }
    fn tags(&self) -> Vec<Cow<'_, str>> {
        self.0[1..]
            .iter()
            .filter(|part| !part.starts_with(['@', '#']))
            .map(|part| Cow::Borrowed(part.as_str()))
            .collect()
    }
    fn values(&self) -> Vec<Scalar<'_>> {
        self.0[1..]
            .iter()
            .filter_map(|part| part.strip_prefix('@')?.split_once('='))
            .map(|(_, value)| scalar(value))
            .collect()
    }
    fn calculated(&self, name: &str) -> Vec<Scalar<'_>> {
        self.after(&format!("#{name}=")).into_iter().map(scalar).collect()
    }
}

/// The searches in `found` match `event`, those in `not` do not.
#[track_caller]
fn check(event: &str, found: &[&str], not: &[&str]) {
    let line = Line::of(event);
    for (searches, expected) in [(found, true), (not, false)] {
        for text in searches {
            let search = search::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(search.matches(&line), expected, "{text} on {event}");
        }
    }
}

#[test]
fn free_text() {
    check(
        "Hello, beautiful world-wide web_site",
        &[
            "",
            "*",
            "hello",
            "HELLO world",
            "\"world wide\"",
            "world-wide",
            "web*",
            "*site",
            "*eauti*",
            "hel?o",
            "-bye",
        ],
        &[
            "hell",
            "web",
            "\"hello world\"",
            "bye OR hello\\ world",
            "-hello",
            "\"hel*\"",
        ],
    );
}

#[test]
fn attributes() {
    check(
        "m | @u=Ann Lee | @n=404 | @l=a | @l=b | @e= | @t=true | #d=7",
        &[
            "@u:\"Ann Lee\"",
            "@u:Ann?Lee",
            "@u:Ann*",
            "@n:404",
            "@n:4?4",
            "@l:b",
            "@l:(x OR a)",
            "@e:\"\"",
            "@e:*",
            "-@x:*",
            "@t:true",
            "#d:>6",
            "_exists_:@u",
            "_missing_:@x",
        ],
        &[
            "@u:\"ann lee\"",
            "@u:Ann",
            "@n:40",
            "@x:*",
            "@e:(a OR b)",
            "@u:\"\"",
            "#d:6",
            "_missing_:@u",
            "ann",
        ],
    );
}

#[test]
fn numbers() {
    check(
        "m | @n=404 | @d=1500000 | @v=1.9.0",
        &[
            "@n:>=404",
            "@n:[400 TO 499]",
            "@n:(>400 <500)",
            "@n:{403 TO *}",
            "@d:>1ms",
            "@d:[1ms TO 2ms]",
            "@v:>=1.2.3",
        ],
        &["@n:>404", "@n:{404 TO 500}", "@d:>2ms", "@u:<5", "@v:>5"],
    );
}

#[test]
fn tags_and_networks() {
    check(
        "m | env:prod | team:A | lonely | @ip=10.1.2.3 | @v6=2001:db8::1",
        &[
            "env:PROD",
            "env:(dev OR prod)",
            "tags:lonely",
            "tags:env\\:prod",
            "CIDR(@ip, 10.0.0.0/8)",
            "CIDR(@v6, 10.0.0.0/8, 2001:db8::/32)",
            "env:$env.value $x",
        ],
        &["env:dev", "tags:alone", "CIDR(@ip, 11.0.0.0/8)", "CIDR(@x, 0.0.0.0/0)"],
    );
}

#[test]
fn everywhere() {
    check(
        "m | @a.b=Deep value | @c=hello_world",
        &["*:deep", "*:\"deep value\"", "*:hello*", "*:m", "-*:(x OR y)"],
        &["deep", "*:hello", "*:valu"],
    );
}
