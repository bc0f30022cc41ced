//! A handwritten runbook or template: front matter, a title, and six sections in a fixed order, so that every runbook reads the same at 3 a.m.

use std::fmt::Display;
use std::ops::Range;
use std::sync::Arc;

use diagnostics::Diagnostic;

use crate::runbook::front_matter::{self, FrontMatter};
use crate::runbook::outline::{Heading, Outline};

/// The first section of a monitor's runbook: what to run before reading on. An alert links to it.
pub const FIRST_COMMAND: &str = "First command";

/// The sections of a monitor's runbook, in their order.
pub const SECTIONS: [&str; 6] = [
    FIRST_COMMAND,
    "Meaning",
    "Impact",
    "Diagnosis",
    "Mitigation",
    "Escalation",
];

/// A runbook file, parsed.
#[derive(Clone, Debug)]
pub struct Runbook<'a> {
    /// Its path from the root of the repository.
    pub path: &'a str,
    /// Its text.
    pub text: &'a Arc<str>,
    /// Its front matter, or what is wrong with it.
    pub front: Result<FrontMatter, Box<Diagnostic>>,
    /// The byte after the front matter; 0 if the front matter is invalid.
    pub body: usize,
    /// Its headings, links and code blocks.
    pub outline: Outline<'a>,
}

impl<'a> Runbook<'a> {
    /// Parses `text`, the content of the file `path`.
    #[must_use]
    pub fn parse(path: &'a str, text: &'a Arc<str>) -> Self {
        let (front, body) = match front_matter::parse(path, text) {
            Ok((front, body)) => (Ok(front), body),
            Err(finding) => (Err(finding), 0),
        };
        Self {
            path,
            text,
            front,
            body,
            outline: Outline::parse(text, body),
        }
    }

    /// The first heading of level 1.
    #[must_use]
    pub fn title(&self) -> Option<&Heading<'a>> {
        self.outline.headings.iter().find(|heading| heading.level == 1)
    }

    /// A finding at the bytes `span`. Its message is the quoted path and `what`.
    #[must_use]
    pub fn finding(&self, rule: &str, what: impl Display, span: Range<usize>) -> Diagnostic {
        Diagnostic::error(rule, format!("'{}' {what}", self.path)).at(self.path, self.text.clone(), span)
    }
}
