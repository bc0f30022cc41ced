//! Compares tags, and the team among them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::display::shortened;
use crate::fact::Fact;
use crate::payload::different;
use model::Risk;

/// The key of the owner.
const TEAM: &str = "team";

/// Compares two lists of tags, except tags with a key in `reported`, which are reported elsewhere.
pub(crate) fn facts(old: Option<&Value>, new: Option<&Value>, reported: &[&str]) -> Vec<Fact> {
    let texts = |tags: Option<&Value>| {
        tags.is_none_or(|tags| tags.as_array().is_some_and(|tags| tags.iter().all(Value::is_string)))
    };
    if !texts(old) || !texts(new) {
        return different("tags", Risk::Ownership, old, new).into_iter().collect();
    }
    let [before, after] = [old, new].map(|tags| {
        let tags = tags
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        tags.filter(|tag| !reported.contains(&key(tag)))
            .collect::<BTreeSet<&str>>()
    });
    let mut gone: Vec<&str> = before.difference(&after).copied().collect();
    let mut come: Vec<&str> = after.difference(&before).copied().collect();
    let mut facts = Vec::new();
    let team = |tags: &mut Vec<&str>| {
        let at = tags.iter().position(|tag| key(tag) == TEAM)?;
        Some(shortened(
            tags.remove(at).split_once(':').map_or("", |(_, value)| value),
        ))
    };
    match (team(&mut gone), team(&mut come)) {
        (Some(old), Some(new)) => facts.push(Fact::new(Risk::Ownership, "team", format!("{old} -> {new}"))),
        (Some(old), None) => facts.push(Fact::new(Risk::Ownership, "team", format!("{old} removed"))),
        (None, Some(new)) => facts.push(Fact::new(Risk::Ownership, "team", format!("{new} added"))),
        (None, None) => {}
    }
    for (tags, word) in [(gone, "without"), (come, "with")] {
        if !tags.is_empty() {
            let tags: Vec<String> = tags.into_iter().map(shortened).collect();
            facts.push(Fact::new(Risk::Ownership, format!("tags {word}"), tags.join(", ")));
        }
    }
    facts
}

fn key(tag: &str) -> &str {
    tag.split(':').next().unwrap_or_default()
}
