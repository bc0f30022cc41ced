//! What the types of the fields do not say.

use std::ops::Range;

use super::Window;
use crate::yaml::{Located, ParseError};

/// Every mistake, in the order of the fields.
pub(super) fn mistakes(window: &Window, text: &str) -> Vec<ParseError> {
    let mut found = Vec::new();
    found.extend(reason("reason", &window.reason, "say why alerts are not wanted"));
    scope(window, text, &mut found);
    match (&window.once, &window.recurring) {
        (None, None) => found.push(mistake(
            "a window has 'once' or 'recurring'",
            window.reason.span.clone(),
            "add `once: { start, end }` or `recurring: { start, duration, rrule, timezone }`",
        )),
        (Some(_), Some(recurring)) => found.push(mistake(
            "a window has 'once' or 'recurring', not both",
            key(text, "recurring", &recurring.span),
            "write two windows",
        )),
        _ => {}
    }
    repeated("notify.teams", &window.notify.teams, &mut found);
    repeated(
        "notify.end_states",
        window.notify.end_states.as_deref().unwrap_or_default(),
        &mut found,
    );
    if let Some(because) = &window.mutes_p1_because {
        found.extend(reason("mutes_p1_because", because, "say why nobody needs to be paged"));
    }
    found
}

fn scope(window: &Window, text: &str, found: &mut Vec<ParseError>) {
    let scope = &window.scope;
    if scope.services.is_empty() && scope.teams.is_empty() && scope.monitor_tags.is_empty() {
        found.push(mistake(
            "the scope is empty",
            key(text, "scope", &scope.span),
            "name services, teams or monitor_tags",
        ));
    }
    if let (false, [team, ..]) = (scope.services.is_empty(), scope.teams.as_slice()) {
        found.push(mistake(
            "a scope has services or teams, not both",
            team.span.clone(),
            "remove one: a monitor of a service has the team of the service",
        ));
    }
    for (field, names) in [
        ("scope.services", &scope.services),
        ("scope.teams", &scope.teams),
        ("scope.monitor_tags", &scope.monitor_tags),
    ] {
        repeated(field, names, found);
    }
    for tag in &scope.monitor_tags {
        if tag
            .split_once(':')
            .is_none_or(|(key, value)| key.is_empty() || value.is_empty())
        {
            found.push(mistake(
                &format!("'{}' is not a tag of a monitor", tag.value),
                tag.span.clone(),
                "write key:value, as in severity:p3",
            ));
        }
    }
}

/// The bytes of a field's name at the start of a line; otherwise `span`, because a mapping has no bytes but those of its start.
fn key(text: &str, name: &str, span: &Range<usize>) -> Range<usize> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.strip_prefix(name).is_some_and(|rest| rest.starts_with(':')) {
            return start..start + name.len();
        }
        start += line.len();
    }
    span.clone()
}

fn reason(field: &str, text: &Located<String>, help: &str) -> Option<ParseError> {
    let lacks = model::no_reason(text)?;
    Some(mistake(&format!("{field} has {lacks}"), text.span.clone(), help))
}

fn repeated<T: PartialEq + ToString>(field: &str, items: &[Located<T>], found: &mut Vec<ParseError>) {
    for (i, item) in items.iter().enumerate() {
        if items[..i].iter().any(|earlier| earlier.value == item.value) {
            let what = format!("{field} lists '{}' twice", item.value.to_string());
            found.push(mistake(&what, item.span.clone(), "remove one"));
        }
    }
}

fn mistake(message: &str, span: Range<usize>, help: &str) -> ParseError {
    ParseError {
        message: message.to_owned(),
        span,
        help: Some(help.to_owned()),
    }
}
