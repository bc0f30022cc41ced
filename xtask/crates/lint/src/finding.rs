//! A finding of one rule, before equal ones are merged.

use std::ops::Range;
use std::sync::Arc;

use diagnostics::Severity;
use documents::runbook::Runbook;
use model::Suppression;
use render::Object;

use crate::fix::Fix;

/// What has the problem. It decides how the message begins, and whether the finding can be suppressed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FindingTarget<'a> {
    /// An object in one environment or organisation.
    Object(&'a Object),
    /// A file below `runbooks/`.
    Runbook(&'a Runbook<'a>),
    /// Another handwritten file.
    File,
    /// The agent's Helm values in one environment.
    Values(&'a str),
}

/// A finding before equal ones are merged and its place is looked up.
#[derive(Debug)]
pub(crate) struct Finding<'a> {
    /// The rule's name.
    pub(crate) rule: &'static str,
    pub(crate) severity: Severity,
    pub(crate) target: FindingTarget<'a>,
    pub(crate) path: String,
    /// The message without the name of the target.
    pub(crate) what: String,
    /// Words to underline: the first that is in the file.
    pub(crate) words: Vec<String>,
    pub(crate) span: Option<Range<usize>>,
    /// What is shown instead of the file's text, with the same places.
    pub(crate) shown: Option<Arc<str>>,
    pub(crate) help: Option<String>,
    pub(crate) fix: Option<Fix>,
}

/// A suppression and its status after the rules ran.
#[derive(Debug)]
pub(crate) struct SuppressionStatus<'a> {
    /// The object or runbook that has it.
    pub(crate) target: FindingTarget<'a>,
    /// The rule that it names.
    pub(crate) name: &'a str,
    /// Its reason and last day.
    pub(crate) suppression: &'a Suppression,
    /// Whether its last day has passed.
    pub(crate) expired: bool,
    /// Whether a rule of that name exists.
    pub(crate) known: bool,
    /// Whether the rule ran and found nothing to suppress.
    pub(crate) unused: bool,
}

impl Finding<'_> {
    /// Underlines `word` if the file contains it. Of several calls the first match counts.
    pub(crate) fn underline(&mut self, word: impl Into<String>) -> &mut Self {
        self.words.push(word.into());
        self
    }

    /// What to do.
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// A safe fix.
    pub(crate) fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }
}
