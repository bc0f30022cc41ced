//! Through what a rule reports its findings.

use std::fmt::Display;
use std::ops::Range;

use diagnostics::Severity;
use documents::runbook::Runbook;
use render::Object;

use crate::finding::{Finding, FindingTarget, SuppressionStatus};

/// Collects the findings of one rule.
#[derive(Debug)]
pub(crate) struct Reporter<'a> {
    rule: &'static str,
    severity: Severity,
    pub(crate) findings: Vec<Finding<'a>>,
}

impl<'a> Reporter<'a> {
    pub(crate) const fn new(rule: &'static str, severity: Severity) -> Self {
        Self {
            rule,
            severity,
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
            severity: self.severity,
            target,
            path,
            what: what.to_string(),
            words: Vec::new(),
            span: None,
            shown: None,
            help: None,
            fix: None,
        });
        &mut self.findings[at]
    }
}
