//! Prints a report as text, Markdown or JSON.

mod cost;
mod json;
mod markdown;
mod text;

pub use json::json;
pub use markdown::markdown;
pub use text::text;

use crate::report::{Action, Change, Counts};

/// The names of the two sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// `main (4f2a1bc)`
    pub base: String,
    /// `the working tree`
    pub head: String,
}

/// The number of objects of one change that are named; the others are counted.
const SUBJECTS_MAX: usize = 6;

/// `transcription/failure-rate`, or `a, b, c and 2 more`.
fn objects(change: &Change) -> String {
    let moved = match &change.action {
        Action::Moved(from) => format!(" (was {from})"),
        _ => String::new(),
    };
    match change.objects.as_slice() {
        [one] => format!("{one}{moved}"),
        many => {
            let named: Vec<String> = many.iter().take(SUBJECTS_MAX).map(ToString::to_string).collect();
            let more = many.len() - named.len();
            let rest = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            format!("{}{rest}", named.join(", "))
        }
    }
}

/// The action as a word, if there is one.
fn action_word(change: &Change) -> Option<&'static str> {
    match change.action {
        Action::Added => Some("new"),
        Action::Removed => Some("removed"),
        Action::Moved(_) => Some("moved"),
        Action::Changed => None,
    }
}

/// `1 added, 2 changed`.
fn counted(counts: Counts) -> String {
    let parts = [
        (counts.added, "added"),
        (counts.removed, "removed"),
        (counts.moved, "moved"),
        (counts.changed, "changed"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if parts.is_empty() {
        "nothing differs".to_owned()
    } else {
        format!("objects: {}", parts.join(", "))
    }
}
