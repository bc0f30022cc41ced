//! Compares the expressions of metric monitors: series by series if the arithmetic around them is the same, otherwise as a whole.

use std::collections::BTreeSet;

use datadog_query::metric::{Expression, Filter, MetricQuery, Scope};

use crate::display::shortened;
use crate::fact::Fact;
use crate::texts::changed;
use model::Risk;

/// The differences of two expressions. A difference that several series share is reported once.
pub(super) fn facts(old: &Expression, new: &Expression) -> Vec<Fact> {
    let [before, after] = [old, new].map(|expression| Numbers::extract(&around(expression).join(SERIES)));
    if before.around != after.around {
        return changed(Risk::ChangedQuery, "query", old, new).into_iter().collect();
    }
    let numbers = before.numbers.iter().zip(&after.numbers);
    let mut facts: Vec<Fact> = numbers
        .filter_map(|(old, new)| changed(Risk::ChangedQuery, "number in the query", old, new))
        .collect();
    facts.dedup();
    for (old, new) in old.leaves().into_iter().zip(new.leaves()) {
        for fact in series(old, new) {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
    }
    facts
}

/// Replaces a series in the text around the series.
const SERIES: &str = "\u{0}";

/// The numbers in a text, and the text around them. Digits inside a word are not numbers.
#[derive(Default)]
struct Numbers {
    around: String,
    numbers: Vec<String>,
}

impl Numbers {
    fn extract(text: &str) -> Self {
        let mut out = Self::default();
        let in_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        for token in text.split_inclusive(|c| !in_word(c)) {
            let word = token.trim_end_matches(|c| !in_word(c));
            if word.parse::<f64>().is_ok() && word.starts_with(|c: char| c.is_ascii_digit()) {
                out.numbers.push(word.to_owned());
                out.around.push('#');
            } else {
                out.around.push_str(word);
            }
            out.around.push_str(&token[word.len()..]);
        }
        out
    }
}

/// The canonical text between and around the series.
fn around(expression: &Expression) -> Vec<String> {
    let text = expression.to_string();
    let mut rest = text.as_str();
    let mut parts = Vec::new();
    for leaf in expression.leaves() {
        let leaf = leaf.to_string();
        let Some((before, after)) = rest.split_once(&leaf) else {
            break;
        };
        parts.push(before.to_owned());
        rest = after;
    }
    parts.push(rest.to_owned());
    parts
}

fn series(old: &MetricQuery, new: &MetricQuery) -> Vec<Fact> {
    let aggregation = |query: &MetricQuery| {
        query
            .aggregator
            .as_ref()
            .map_or_else(|| "avg".to_owned(), ToString::to_string)
    };
    let groups = |query: &MetricQuery| {
        if query.by.is_some() {
            query.group_keys().join(", ")
        } else {
            "none".to_owned()
        }
    };
    let modifiers = |query: &MetricQuery| {
        let all: String = query.modifiers.iter().map(ToString::to_string).collect();
        if all.is_empty() { "none".to_owned() } else { all }
    };
    let facts = [
        changed(Risk::ChangedQuery, "metric", &old.metric.text, &new.metric.text),
        changed(
            Risk::ChangedQuery,
            "space aggregation",
            aggregation(old),
            aggregation(new),
        ),
        scope(&old.scope, &new.scope),
        changed(Risk::ChangedScope, "group by", groups(old), groups(new)),
        changed(Risk::ChangedQuery, "modifiers", modifiers(old), modifiers(new)),
    ];
    facts.into_iter().flatten().collect()
}

/// Compares two scopes: by their conditions if all of them must hold, otherwise as a whole.
fn scope(old: &Scope, new: &Scope) -> Option<Fact> {
    let whole = changed(Risk::ChangedScope, "scope", old, new)?;
    let [before, after] = [old, new].map(parts);
    let gone: Vec<String> = before.difference(&after).map(|part| shortened(part)).collect();
    let come: Vec<String> = after.difference(&before).map(|part| shortened(part)).collect();
    let fact = |how: String| Some(Fact::new(Risk::ChangedScope, "scope", how));
    match (gone.is_empty(), come.is_empty()) {
        (true, true) => Some(Fact {
            risk: Risk::Wording,
            ..whole
        }),
        (true, false) => fact(format!("narrowed to {}", come.join(", "))),
        (false, true) => fact(format!("no longer limited to {}", gone.join(", "))),
        (false, false) => fact(format!("with {} instead of {}", come.join(", "), gone.join(", "))),
    }
}

/// The conditions that must all hold; none for `*`.
fn parts(scope: &Scope) -> BTreeSet<String> {
    let text = |filter: &Filter| {
        let one = Scope {
            filter: filter.clone(),
            ..scope.clone()
        };
        let text = one.to_string();
        text[1..text.len() - 1].to_owned()
    };
    match &scope.filter {
        Filter::And(all) => all.iter().map(text).collect(),
        _ if scope.is_everything() => BTreeSet::new(),
        one => BTreeSet::from([text(one)]),
    }
}
