//! A runbook page that somebody wrote: front matter, then a title and five sections in one order, so that who is woken at night finds
//! every page the same.

use std::sync::Arc;

use diagnostics::Diagnostic;

use crate::runbook::front_matter::{self, FrontMatter};
use crate::runbook::outline::{self, Heading, Outline};

/// The sections of a monitor's page, in their order.
pub const SECTIONS: [&str; 5] = ["Meaning", "Impact", "Diagnosis", "Mitigation", "Escalation"];

/// A page that was read.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// Its path from the root of the repository.
    pub path: &'a str,
    /// Its text.
    pub text: &'a Arc<str>,
    /// Its front matter, or what is wrong with it.
    pub front: Result<FrontMatter, Box<Diagnostic>>,
    /// Where the page begins after its front matter; 0 where that is broken.
    pub body: usize,
    /// Its headings, links and code blocks.
    pub outline: Outline<'a>,
}

impl<'a> Page<'a> {
    /// Reads the page.
    #[must_use]
    pub fn read(path: &'a str, text: &'a Arc<str>) -> Self {
        let (front, body) = match front_matter::parse(path, text) {
            Ok((front, body)) => (Ok(front), body),
            Err(finding) => (Err(finding), 0),
        };
        Self {
            path,
            text,
            front,
            body,
            outline: outline::of(text, body),
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> Option<&Heading<'a>> {
        self.outline.headings.iter().find(|h| h.level == 1)
    }

    /// A finding about the bytes `span` of this page.
    #[must_use]
    pub fn finding(&self, rule: &str, what: impl std::fmt::Display, span: std::ops::Range<usize>) -> Diagnostic {
        Diagnostic::error(rule, format!("'{}' {what}", self.path)).at(self.path, self.text.clone(), span)
    }
}
