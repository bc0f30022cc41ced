//! Splits a URL.

use serde_json::{Map, Value};

use super::{APPLIED, first};
use crate::definition::UrlParser;
use crate::grok::query_string;
use crate::observe::{Outcome, Skip};
use crate::{Log, path};

/// A compiled URL parser.
#[derive(Debug)]
pub(crate) struct Url {
    sources: Vec<String>,
    target: String,
    normalize: bool,
}

impl Url {
    pub(crate) fn new(defined: &UrlParser) -> Self {
        Self {
            sources: defined.sources.clone(),
            target: defined.target.clone(),
            normalize: defined.normalize_ending_slashes.unwrap_or_default(),
        }
    }

    pub(crate) fn apply(&self, log: &mut Log) -> Outcome {
        let parts = match first(log, &self.sources).as_deref() {
            None => return Outcome::Skipped(Skip::NoSource),
            Some(Value::String(text)) => parts(text, self.normalize),
            Some(_) => return Outcome::Skipped(Skip::WrongValue("no text")),
        };
        path::set(&mut log.attributes, &self.target, parts);
        APPLIED
    }
}

/// The parts of a URL: `scheme`, `host`, `port`, `path`, `queryString`, `hash`. A text without a scheme is a path.
#[must_use]
pub fn parts(text: &str, normalize_ending_slashes: bool) -> Value {
    let mut out = Map::new();
    let mut put = |name: &str, value: Value| out.insert(name.to_owned(), value);
    let (rest, hash) = split_off(text, '#');
    let (rest, query) = split_off(rest, '?');
    let mut path = rest;
    if let Some((scheme, after)) = rest.split_once("://").filter(|(scheme, _)| is_scheme(scheme)) {
        let (authority, after) = after.split_at(after.find('/').unwrap_or(after.len()));
        path = after;
        put("scheme", Value::String(scheme.to_owned()));
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        match host
            .rsplit_once(':')
            .and_then(|(host, port)| Some((host, port.parse::<u16>().ok()?)))
        {
            Some((host, port)) => {
                put("host", Value::String(host.to_lowercase()));
                put("port", Value::from(port));
            }
            None if !host.is_empty() => {
                put("host", Value::String(host.to_lowercase()));
            }
            None => {}
        }
    }
    if normalize_ending_slashes && path.len() > 1 {
        path = path.trim_end_matches('/');
    }
    put("path", Value::String(path.to_owned()));
    if let Some(query) = query {
        put("queryString", query_string(query));
    }
    if let Some(hash) = hash {
        put("hash", Value::String(hash.to_owned()));
    }
    Value::Object(out)
}

fn split_off(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn urls_are_split() {
        let check = |text: &str, expected: Value| assert_eq!(parts(text, false), expected, "{text}");
        check(
            "https://app.example.com:8080/a/b?c=d&e#f",
            json!({
                "scheme": "https", "host": "app.example.com", "port": 8080, "path": "/a/b",
                "queryString": { "c": "d", "e": "" }, "hash": "f",
            }),
        );
        check("/a?b=c", json!({ "path": "/a", "queryString": { "b": "c" } }));
        check("http://host", json!({ "scheme": "http", "host": "host", "path": "" }));
        assert_eq!(parts("/a//", true), json!({ "path": "/a" }));
    }
}
