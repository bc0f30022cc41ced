//! Findings, and how they are printed.
//!
//! A finding names its rule, the object and the place, and says what is wrong and how to fix it. Messages are in lower case, without a full stop.

mod conflict;
mod near;
mod print;
mod word;

use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

pub use conflict::{CONFLICT_HELP, conflict_markers, unfinished_merge};
pub use near::{near_matches, suggestion, suggestion_or_declaration};
pub use print::{github, json_list, sarif, text};
pub use word::find_word;

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Must be fixed before a merge; the exit code is 1.
    Error,
    /// Probably a mistake; does not change the exit code.
    Warning,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file, relative to the root of the repository, with `/`.
    pub path: String,
    /// The file's text and the bytes to underline, if the position is known.
    pub excerpt: Option<(Arc<str>, Range<usize>)>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its severity.
    pub severity: Severity,
    /// The rule, as `<group>/<name>`.
    pub rule: String,
    /// What is wrong, with the object's name.
    pub message: String,
    /// Where it is.
    pub place: Option<Place>,
    /// Related places, the most specific first, as `path:line:column: what`.
    pub notes: Vec<String>,
    /// How to fix it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place.
    #[must_use]
    pub fn error(rule: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, rule, message)
    }

    /// A finding without a place.
    #[must_use]
    pub fn new(severity: Severity, rule: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            severity,
            rule: rule.into(),
            message: message.into(),
            place: None,
            notes: Vec::new(),
            help: None,
        }
    }

    /// The same in the file `path`.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.place = Some(Place {
            path: path.into(),
            excerpt: None,
        });
        self
    }

    /// The same at `span` (bytes) of `text`, the content of the file `path`. A span outside the text is cut to it.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>, text: impl Into<Arc<str>>, span: Range<usize>) -> Self {
        let text = text.into();
        let start = floor_char_boundary(&text, span.start);
        let end = floor_char_boundary(&text, span.end).max(start);
        self.place = Some(Place {
            path: path.into(),
            excerpt: Some((text, start..end)),
        });
        self
    }

    /// The same with help.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The same with another note.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Line and column, both from 1, the column in characters, of byte `at` of `text`.
#[must_use]
pub fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = &text[..floor_char_boundary(text, at)];
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    (
        before.matches('\n').count() + 1,
        before[line_start..].chars().count() + 1,
    )
}
