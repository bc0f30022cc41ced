//! `by` in another place or form.

use super::{Failure, Mistake};

/// `sum:a{*}.as_count() by {host}`, `(a / b) by {host}`.
pub(super) fn after_modifiers(failure: &Failure<'_>) -> Option<Mistake> {
    if !failure.word().eq_ignore_ascii_case("by") {
        return None;
    }
    let plain = failure.plain();
    let end = failure.end_before();
    if !plain.get(..end)?.ends_with(')') {
        return None;
    }
    let open = failure.at + failure.rest().find('{')?;
    let close = failure.outline.closing(open)?;
    let groups = format!(" by {}", failure.text().get(open..=close)?);
    let start = modifiers(failure, end)?;
    let mistake = Mistake::new("'by' in the wrong place", failure.at..close + 1);
    if plain.get(..start)?.ends_with('}') {
        let before = failure.text().get(..start)?;
        let moved = failure.text().get(start..end)?;
        let after = failure.text().get(close + 1..)?;
        return Some(
            mistake
                .why("the groups follow the scope, before the modifiers")
                .instead(format!("write '{{...}}{groups}{moved}'"))
                .repaired(format!("{before}{groups}{moved}{after}")),
        );
    }
    // After an expression: each query gets the groups.
    let mut repaired = failure.text().get(..end)?.to_owned();
    let from = failure.outline.opening(end - 1)?;
    let scopes: Vec<_> = plain
        .get(from..end)?
        .match_indices('}')
        .map(|(at, _)| from + at + 1)
        .collect();
    for at in scopes.into_iter().rev() {
        repaired.insert_str(at, &groups);
    }
    Some(
        mistake
            .why("each query in an expression has its own groups")
            .instead(format!("write '{{...}}{groups}' in each query"))
            .repaired(format!("{repaired}{}", failure.text().get(close + 1..)?)),
    )
}

/// Where the calls `.name(...)` that end at `end` begin; `end` if there are none.
fn modifiers(failure: &Failure<'_>, mut end: usize) -> Option<usize> {
    let plain = failure.plain();
    while plain.get(..end)?.ends_with(')') {
        let open = failure.outline.opening(end - 1)?;
        let before = plain.get(..open)?;
        let name = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || c == '_');
        match name.strip_suffix('.') {
            Some(rest) if name.len() < before.len() => end = rest.trim_end().len(),
            _ => return Some(end),
        }
    }
    Some(end)
}

/// `a{*} by {host} by {env}`
pub(super) fn twice(failure: &Failure<'_>) -> Option<Mistake> {
    let plain = failure.plain();
    let end = failure.end_before();
    if failure.word() != "by" || !plain.get(..end)?.ends_with('}') {
        return None;
    }
    let first = failure.outline.opening(end - 1)?;
    let open = failure.at + failure.rest().find('{')?;
    let close = failure.outline.closing(open)?;
    if !plain.get(..first)?.trim_end().ends_with("by") {
        return None;
    }
    let keys = failure.text().get(open + 1..close)?.trim();
    Some(
        Mistake::new("a second 'by'", failure.at..close + 1)
            .why("all tag keys are in one pair of braces")
            .instead("write 'by {host,env}'")
            .repaired(failure.with(end - 1..close + 1, &format!(",{keys}}}"))),
    )
}

/// `a{x:y}{host}`: without `by`, the second braces are not read.
pub(super) fn without_by(failure: &Failure<'_>) -> Option<Mistake> {
    let plain = failure.plain();
    let end = failure.end_before();
    if !failure.rest().starts_with('{') || !plain.get(..end)?.ends_with('}') {
        return None;
    }
    let close = failure.outline.closing(failure.at)?;
    let content = failure.text().get(failure.at + 1..close)?.trim();
    let mistake = Mistake::new("a second pair of braces after the scope", failure.at..close + 1);
    let is_key = |key: &str| !key.is_empty() && !key.contains([':', '*', '!', ' ', '$']);
    Some(if content.split(',').map(str::trim).all(is_key) {
        mistake
            .why("'by' is missing before the tag keys to group by")
            .instead(format!("write 'by {{{content}}}'"))
            .repaired(failure.with(end..failure.at, " by "))
    } else {
        mistake
            .why("a query has one scope")
            .instead(format!("write all tags in one pair of braces: '{{...,{content}}}'"))
            .repaired(failure.with(end - 1..failure.at + 1, ","))
    })
}

/// `by host`, `by (host)`, `group by host, env`.
pub(super) fn without_braces(failure: &Failure<'_>) -> Option<Mistake> {
    let rest = failure.rest();
    let lower = rest.to_ascii_lowercase();
    let keyword = ["group by", "by", "per", "facet"].into_iter().find(|keyword| {
        lower
            .strip_prefix(keyword)
            .is_some_and(|after| after.starts_with(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '{')))
    })?;
    if !failure.plain().get(..failure.end_before())?.ends_with('}') {
        return None;
    }
    let after = &rest[keyword.len()..];
    if rest.starts_with("by") && after.trim_start().starts_with('{') {
        return None;
    }
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '@' | ',' | ' ');
    let list = after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '{'));
    let length = list.find(|c| !is_key(c)).unwrap_or(list.len());
    let keys: Vec<_> = list[..length].split([',', ' ']).filter(|key| !key.is_empty()).collect();
    if keys.is_empty() {
        return None;
    }
    let closed = list[length..].trim_start_matches([')', ']', '}']).len();
    let end = failure.text().len() - closed;
    let groups = format!("by {{{}}}", keys.join(","));
    let written = &rest[..rest.len() - closed];
    let spaced = if written.ends_with(' ') {
        format!("{groups} ")
    } else {
        groups.clone()
    };
    let span = failure.at..failure.at + written.trim_end().len();
    Some(
        Mistake::new("tag keys to group by are not in braces", span)
            .instead(format!("write '{groups}'"))
            .repaired(failure.with(failure.at..end, &spaced)),
    )
}
