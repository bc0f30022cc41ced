//! Through what a rule reports its findings.

use std::fmt::Display;
use std::ops::Range;

use documents::runbook::Runbook;
use render::Object;

use crate::fix::Fix;
use crate::rule::Rule;
use crate::suppression::SuppressionStatus;

/// Collects the findings of one rule.
#[derive(Debug)]
pub(crate) struct Reporter<'a> {
    pub(crate) rule: &'static Rule,
    pub(crate) findings: Vec<Finding<'a>>,
}

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
    pub(crate) rule: &'static Rule,
    pub(crate) target: FindingTarget<'a>,
    pub(crate) path: String,
    /// The message without the name of the target.
    pub(crate) what: String,
    /// Words to underline: the first that is in the file.
    pub(crate) words: Vec<String>,
    pub(crate) span: Option<Range<usize>>,
    pub(crate) help: Option<String>,
    pub(crate) fix: Option<Fix>,
}

impl<'a> Reporter<'a> {
    pub(crate) const fn new(rule: &'static Rule) -> Self {
        Self {
            rule,
            findings: Vec::new(),
        }
    }

    /// Reports a finding in the object's file. The message is "monitor 'service/name' " and `what`.
    pub(crate) fn object(&mut self, object: &'a Object, what: impl Display) -> &mut Finding<'a> {
        self.push(FindingTarget::Object(object), object.source(), what)
    }

    /// Reports a finding at the bytes `span` of a runbook or template. The message is the quoted path and `what`.
    pub(crate) fn runbook(
        &mut self,
        runbook: &'a Runbook<'a>,
        what: impl Display,
        span: Range<usize>,
    ) -> &mut Finding<'a> {
        let finding = self.push(FindingTarget::Runbook(runbook), runbook.path.to_owned(), what);
        finding.span = Some(span);
        finding
    }

    /// Reports a finding at a suppression. The message is "monitor 'service/name' suppresses 'rule'" and `what`.
    pub(crate) fn suppression(&mut self, status: &SuppressionStatus<'a>, what: impl Display) -> &mut Finding<'a> {
        let what = format!("suppresses '{}'{what}", status.name);
        let finding = match status.target {
            FindingTarget::Runbook(runbook) => {
                let at = runbook.text[..runbook.body].find(status.name).unwrap_or(0);
                self.runbook(runbook, what, at..at + status.name.len())
            }
            target @ FindingTarget::Object(object) => self.push(target, object.source(), what),
            target @ (FindingTarget::File | FindingTarget::Values(_)) => self.push(target, String::new(), what),
        };
        finding.underline(status.name)
    }

    /// Reports a finding in a handwritten file; `path` is from the root of the repository.
    pub(crate) fn file(&mut self, path: impl Into<String>, message: impl Display) -> &mut Finding<'a> {
        self.push(FindingTarget::File, path.into(), message)
    }

    /// Reports a finding about the agent's Helm values of an environment, in the file `jsonnet/agent/<part>` that defines them. The message is "chart 'datadog' " and
    /// `what`.
    pub(crate) fn values(&mut self, env: &'a str, part: &str, what: impl Display) -> &mut Finding<'a> {
        self.push(FindingTarget::Values(env), format!("jsonnet/agent/{part}"), what)
    }

    fn push(&mut self, target: FindingTarget<'a>, path: String, what: impl Display) -> &mut Finding<'a> {
        let at = self.findings.len();
        self.findings.push(Finding {
            rule: self.rule,
            target,
            path,
            what: what.to_string(),
            words: Vec::new(),
            span: None,
            help: None,
            fix: None,
        });
        &mut self.findings[at]
    }
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
