//! The definition of a rule and its examples.

use diagnostics::Severity;

use crate::facts::Facts;
use crate::finding::SuppressionStatus;
use crate::reporter::Reporter;

/// One rule: its documentation, its examples and its check.
#[derive(Debug)]
pub struct Rule {
    /// `<group>/<problem>`, which is also the path of its file below `rules/`.
    pub name: &'static str,
    /// The severity of its findings.
    pub severity: Severity,
    /// What it checks for, as a phrase: the object and what is wrong with it.
    pub summary: &'static str,
    /// Why this is a problem, in sentences.
    pub rationale: &'static str,
    /// How to fix it, in sentences.
    pub fix: &'static str,
    /// What it reports and what it accepts; each runs as a test.
    pub examples: &'static [Example],
    /// The function that reports its findings.
    pub(crate) check: Check,
}

/// The input of a rule's check.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Check {
    /// Everything but suppressions.
    Facts(for<'a> fn(&'a Facts<'a>, &mut Reporter<'a>)),
    /// The suppressions, after the other rules ran.
    Suppressions(for<'a> fn(&[SuppressionStatus<'a>], &mut Reporter<'a>)),
}

impl Rule {
    /// The part of the name before the slash.
    #[must_use]
    pub fn group(&self) -> &'static str {
        self.name.split_once('/').map_or(self.name, |(group, _)| group)
    }
}

/// A change to the valid definitions in `examples/valid.json`, and what the rule then reports.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// What the change is, in words.
    pub title: &'static str,
    /// The edits it consists of.
    pub edits: &'static [Edit],
    /// The message of the one finding and the underlined text, empty if the finding has no excerpt; `None` if nothing is found.
    pub finds: Option<(&'static str, &'static str)>,
}

/// One edit of the valid definitions. A path names a value by its keys, as in `monitor/payload/priority`.
#[derive(Clone, Copy, Debug)]
pub enum Edit {
    /// Sets the value at the path to this JSON; it is created if missing.
    Set(&'static str, &'static str),
    /// Removes the value.
    Drop(&'static str),
    /// Replaces, in the text at the path, the first occurrence of one text, which must exist, by another.
    Replace(&'static str, &'static str, &'static str),
}

impl Example {
    /// An example in which the rule reports nothing.
    pub(crate) const fn pass(title: &'static str, edits: &'static [Edit]) -> Self {
        Self {
            title,
            edits,
            finds: None,
        }
    }

    /// An example in which the rule reports `message` and underlines `at`.
    pub(crate) const fn fail(
        title: &'static str,
        edits: &'static [Edit],
        at: &'static str,
        message: &'static str,
    ) -> Self {
        Self {
            title,
            edits,
            finds: Some((message, at)),
        }
    }
}
