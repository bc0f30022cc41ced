//! Compares names, messages and descriptions word by word. Reports each difference once, except words that repeat a difference reported elsewhere.

use std::collections::BTreeSet;

use serde_json::Value;
use similar::{DiffOp, TextDiff};

use crate::display::quoted;
use crate::fact::Fact;
use crate::payload::{Payloads, different};
use crate::texts::middle;
use model::Risk;

/// The number of differences that are printed; the others are counted.
const DIFFERENCES_MAX: usize = 4;

/// Longer texts, in bytes, are compared by their common beginning and end, because a comparison by words takes longer the more words differ.
const LENGTH_MAX: usize = 6_000;

/// The differences in the wording of an object.
pub(crate) struct Wording<'a> {
    /// Numbers, windows and priorities that are reported elsewhere.
    reported: &'a BTreeSet<String>,
    differences: Vec<String>,
    facts: Vec<Fact>,
}

impl<'a> Wording<'a> {
    pub(crate) fn new(reported: &'a BTreeSet<String>) -> Self {
        Self {
            reported,
            differences: Vec::new(),
            facts: Vec::new(),
        }
    }

    /// Removes the text `field` and compares it.
    pub(crate) fn field(&mut self, payloads: &mut Payloads, field: &str) {
        let (old, new) = payloads.take(field);
        match (&old, &new) {
            (Some(Value::String(old)), Some(Value::String(new))) => self.texts(old, new),
            _ => self.facts.extend(different(
                &field.replace('_', " "),
                Risk::Wording,
                old.as_ref(),
                new.as_ref(),
            )),
        }
    }

    /// Compares two texts.
    pub(crate) fn texts(&mut self, old: &str, new: &str) {
        for difference in words(old, new) {
            let explained = [&difference.0, &difference.1]
                .into_iter()
                .all(|side| self.explained(side));
            let difference = format!("{} -> {}", quoted(&difference.0), quoted(&difference.1));
            if !explained && !self.differences.contains(&difference) {
                self.differences.push(difference);
            }
        }
    }

    fn explained(&self, words: &str) -> bool {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        !words.is_empty() && words.split_whitespace().all(|word| self.reported.contains(&bare(word)))
    }

    pub(crate) fn facts(self) -> Vec<Fact> {
        let mut facts = self.facts;
        if !self.differences.is_empty() {
            let more = self.differences.len().saturating_sub(DIFFERENCES_MAX);
            let rest = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            let named = &self.differences[..self.differences.len() - more];
            facts.push(Fact::new(Risk::Wording, "wording", named.join(", ") + &rest));
        }
        facts
    }
}

/// The old and new words that differ.
fn words(old: &str, new: &str) -> Vec<(String, String)> {
    if old.len().max(new.len()) > LENGTH_MAX {
        let (start, old_end, new_end) = middle(old, new);
        return if old == new {
            Vec::new()
        } else {
            vec![(old[start..old_end].to_owned(), new[start..new_end].to_owned())]
        };
    }
    let (before, after) = (tokens(old), tokens(new));
    if before == after && old != new {
        return vec![("spaces".to_owned(), "other spaces".to_owned())];
    }
    let diff = TextDiff::configure().diff_slices(&before, &after);
    diff.ops()
        .iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| bare(&before[op.old_range()].join(" "), &after[op.new_range()].join(" ")))
        .collect()
}

/// The words of a text; a template variable or block in braces is a word of its own.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for word in text.split_whitespace() {
        let mut rest = word;
        while let Some(at) = rest
            .char_indices()
            .skip(1)
            .map(|(at, _)| at)
            .find(|at| rest[*at..].starts_with("{{") || rest[..*at].ends_with("}}"))
        {
            // The third closing brace belongs to the word.
            let at = at + rest[at..].bytes().take_while(|byte| *byte == b'}').count();
            let (token, next) = rest.split_at(at);
            tokens.push(token);
            rest = next;
        }
        if !rest.is_empty() {
            tokens.push(rest);
        }
    }
    tokens
}

/// Both sides without the punctuation that they share at either end.
fn bare(old: &str, new: &str) -> (String, String) {
    let shared = |old: Option<char>, new: Option<char>| old == new && old.is_some_and(|c| c.is_ascii_punctuation());
    let (mut old, mut new) = (old, new);
    while shared(old.chars().next_back(), new.chars().next_back()) {
        (old, new) = (&old[..old.len() - 1], &new[..new.len() - 1]);
    }
    while shared(old.chars().next(), new.chars().next()) {
        (old, new) = (&old[1..], &new[1..]);
    }
    (old.to_owned(), new.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(texts: &[(&str, &str)], reported: &[&str], expected: &[&str]) {
        let reported = reported.iter().map(|word| (*word).to_owned()).collect();
        let mut wording = Wording::new(&reported);
        for (old, new) in texts {
            wording.texts(old, new);
        }
        let found: Vec<_> = wording.facts().into_iter().map(|fact| fact.how).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_difference_is_reported_once() {
        check(
            &[
                ("[P1] jobs are failing", "[P1] jobs go wrong"),
                ("Still: jobs are failing over 10m.", "Still: jobs go wrong over 15m."),
            ],
            &["10m", "15m"],
            &["'are failing' -> 'go wrong'"],
        );
        check(&[("over 10m", "over 15m")], &["10m", "15m"], &[]);
        check(
            &[(
                "over 10m.{{/is_alert}}{{#is_warning}}x",
                "over 15m.{{/is_alert}}{{#is_warning}}y",
            )],
            &["10m", "15m"],
            &["'x' -> 'y'"],
        );
        check(
            &[("(failing): a. failing.", "(wrong): a. wrong.")],
            &[],
            &["'failing' -> 'wrong'"],
        );
        check(&[("a {{{b}}}c", "a {{{b}}}d")], &[], &["'c' -> 'd'"]);
        check(&[("over 10m", "over 15m")], &[], &["'10m' -> '15m'"]);
        check(
            &[("a b c", "a c"), ("a  b", "a b")],
            &[],
            &["'b' -> '', 'spaces' -> 'other spaces'"],
        );
        check(
            &[("a b c d e f g h i", "1 b 2 d 3 f 4 h 5")],
            &[],
            &["'a' -> '1', 'c' -> '2', 'e' -> '3', 'g' -> '4' and 1 more"],
        );
    }

    #[test]
    fn a_long_text_is_not_searched_word_by_word() {
        let long = "word ".repeat(10_000);
        check(
            &[(&format!("{long}old {long}"), &format!("{long}new {long}"))],
            &[],
            &["'old' -> 'new'"],
        );
    }
}
