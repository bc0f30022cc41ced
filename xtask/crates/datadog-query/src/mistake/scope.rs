//! Scopes as PromQL, SQL and the search of logs write them.

use super::aggregator;
use super::{Failure, Mistake};

/// A condition on one label: `job=~"api.*"`.
struct Matcher {
    key: String,
    negated: bool,
    /// One value, or several.
    values: Vec<String>,
}

/// Operators between a label and its value; longer ones first.
const OPERATORS: &[&str] = &["=~", "!~", "!=", "<>", "==", "="];

/// `{job="api"}`, `{job=~"api.*"}`, `{host='a'}`
pub(super) fn matchers(failure: &Failure<'_>) -> Option<Mistake> {
    let (open, close) = failure.outline.braces(failure.at)?;
    let content = failure.text().get(open + 1..close)?;
    let plain = failure.plain().get(open + 1..close)?;
    let at = open + 1 + plain.find('=').or_else(|| plain.find("!~"))?;
    let at = if failure.plain().get(..at)?.ends_with('!') {
        at - 1
    } else {
        at
    };
    let operator = OPERATORS
        .iter()
        .find(|operator| failure.text()[at..].starts_with(*operator))?;
    let mistake = Mistake::new(format!("'{operator}' in a scope"), at..at + operator.len())
        .why("a scope has tags, 'key:value', with '*' as a wildcard")
        .instead("write '{env:prod}', '{!env:prod}' or '{env IN (a, b)}'");
    Some(match translated(content) {
        Some(scope) => mistake.repaired(failure.with(open + 1..close, &scope)),
        None => mistake,
    })
}

/// The scope that the labels of PromQL mean; `None` if a regular expression is more than wildcards.
pub(super) fn translated(content: &str) -> Option<String> {
    if content.trim() == "*" {
        return Some("*".to_owned());
    }
    let matchers = parsed(content)?;
    if matchers.is_empty() {
        return Some("*".to_owned());
    }
    let functional = matchers.iter().any(|matcher| matcher.values.len() > 1);
    let written: Vec<_> = matchers
        .iter()
        .map(|matcher| {
            let Matcher { key, negated, values } = matcher;
            match (values.as_slice(), functional, negated) {
                ([value], false, false) => format!("{key}:{value}"),
                ([value], false, true) => format!("!{key}:{value}"),
                ([value], true, false) => format!("{key}:{value}"),
                ([value], true, true) => format!("NOT {key}:{value}"),
                (values, _, negated) => {
                    let not = if *negated { "NOT " } else { "" };
                    format!("{key} {not}IN ({})", values.join(", "))
                }
            }
        })
        .collect();
    Some(written.join(if functional { " AND " } else { "," }))
}

fn parsed(content: &str) -> Option<Vec<Matcher>> {
    let mut matchers = Vec::new();
    let mut rest = content.trim();
    while !rest.is_empty() {
        let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '/')))?;
        let key = &rest[..length];
        let after = rest[length..].trim_start();
        if key.is_empty() {
            return None;
        }
        let (negated, is_regex, after) = match OPERATORS.iter().find(|operator| after.starts_with(*operator)) {
            Some(operator) => (
                operator.starts_with('!') || *operator == "<>",
                operator.ends_with('~'),
                &after[operator.len()..],
            ),
            None => (false, false, after.strip_prefix(':')?),
        };
        let (value, after) = value(after.trim_start())?;
        matchers.push(Matcher {
            key: key.to_owned(),
            negated,
            values: if is_regex {
                wildcards(value)?
            } else {
                vec![value.to_owned()]
            },
        });
        let after = after.trim_start();
        rest = ["and ", "AND ", "&& ", ","]
            .into_iter()
            .find_map(|joint| after.strip_prefix(joint))
            .unwrap_or(after)
            .trim_start();
        if rest.len() == after.len() && !rest.is_empty() {
            return None;
        }
    }
    Some(matchers)
}

/// The value at the start of `text`, and what follows.
fn value(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    if let Some(quote) = quote {
        return text[1..].split_once(quote);
    }
    let end = text.find([',', ' ']).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// The values that a regular expression matches, as values with wildcards.
fn wildcards(regex: &str) -> Option<Vec<String>> {
    let bare = regex.trim_start_matches('^').trim_end_matches('$');
    let bare = bare
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
        .unwrap_or(bare);
    let values = bare.split('|').map(|value| {
        let value = value.replace(".*", "*").replace(".+", "*").replace("\\.", ".");
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '*');
        (!value.is_empty() && value.chars().all(is_plain)).then_some(value)
    });
    values.collect()
}

/// `{a:b && c:d}`, `{a:b, c:d OR e:f}`, `{a:b,}`, `{a:b c:d}`
pub(super) fn operators(failure: &Failure<'_>) -> Option<Mistake> {
    let (open, close) = failure.outline.braces(failure.at)?;
    let range = open + 1..close;
    let content = failure.text().get(range.clone())?;
    let rest = failure.rest();
    let with = |scope: &str| failure.with(range.clone(), scope);
    let functional = |scope: &str| {
        let parts = scope.split(',').map(str::trim).filter(|part| !part.is_empty());
        let joined: Vec<_> = parts
            .map(|part| match [" OR ", " or "].iter().any(|or| part.contains(or)) {
                true => format!("({part})"),
                false => part.to_owned(),
            })
            .collect();
        joined.join(" AND ").replace('!', "NOT ")
    };
    let sign = ["&&", "||", "&", "|"].into_iter().find(|sign| rest.starts_with(sign));
    if let Some(sign) = sign {
        let word = if sign.starts_with('&') { "AND" } else { "OR" };
        let doubled = content.replace("&&", "AND").replace("||", "OR");
        let worded = doubled.replace('&', "AND").replace('|', "OR");
        return Some(
            Mistake::new(format!("'{sign}' in a scope"), failure.at..failure.at + sign.len())
                .why("the operators of a scope are AND, OR and NOT")
                .instead(format!("write '{word}'"))
                .repaired(with(&worded))
                .repaired(with(&functional(&worded))),
        );
    }
    let before = failure.plain().get(..failure.end_before())?;
    if before.ends_with(',') && before.len() > open && failure.at == close {
        return Some(
            Mistake::new("',' before the end of the scope", before.len() - 1..before.len())
                .instead("remove it")
                .repaired(failure.with(before.len() - 1..close, "")),
        );
    }
    if failure.error.message.starts_with("scope mixes") {
        return Some(
            Mistake::new(failure.error.message.clone(), failure.error.span.clone())
                .why(failure.error.help.clone().unwrap_or_default())
                .repaired(with(&functional(content))),
        );
    }
    let follows_a_tag = before.len() > open + 1 && before.len() < failure.at;
    (follows_a_tag && rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '!' | '_'))).then(|| {
        Mistake::new(
            format!("missing ',' before '{}'", failure.word()),
            failure.at..failure.at + failure.word().len(),
        )
        .why("tags are separated by ',' or AND")
        .repaired(failure.with(before.len()..before.len(), ","))
        .repaired(failure.with(before.len()..before.len(), " AND"))
    })
}

/// `avg:a > 5`, `avg(a) > 5`, `avg:a{} > 5`: no scope.
pub(super) fn missing(failure: &Failure<'_>) -> Option<Mistake> {
    if failure.error.message == "empty scope" {
        return Some(
            Mistake::new(failure.error.message.clone(), failure.error.span.clone())
                .instead(failure.error.help.clone().unwrap_or_default())
                .repaired(failure.with(failure.error.span.clone(), "{*}")),
        );
    }
    if !failure.error.message.starts_with("missing scope") {
        return None;
    }
    let end = failure.end_before();
    let mistake = Mistake::new(failure.error.message.clone(), failure.error.span.clone())
        .instead(failure.error.help.clone().unwrap_or_default())
        .repaired(failure.with(end..end, "{*}"));
    let called = aggregator::around(failure, end).map(|(range, text)| failure.with(range, &text));
    Some(match called {
        Some(text) => mistake.repaired(text),
        None => mistake,
    })
}
