//! Failures as findings, for machines.

use std::ops::Range;

use diagnostics::Diagnostic;

use super::{TestReport, failure, listed};
use crate::run::Failure;
use crate::suite::Suite;

impl TestReport {
    /// Every failure as a finding at the place of the test file that states what did not come.
    #[must_use]
    pub fn diagnostics(&self, suite: &Suite) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        for alike in self.alike(suite) {
            let case = &suite.cases[alike.first.case];
            for failure in &alike.first.result.failures {
                let (rule, span) = place(failure, &case.test.span);
                let lines: Vec<String> = failure::lines(std::slice::from_ref(failure))
                    .iter()
                    .map(|l| l.split_whitespace().collect::<Vec<_>>().join(" "))
                    .collect();
                let message = format!(
                    "test '{}' fails for {}: {}",
                    case.test.name,
                    suite.monitors[case.monitor].title(),
                    lines.join("; ")
                );
                let mut finding = Diagnostic::error(rule, message).at(&*case.test.path, case.test.text.clone(), span);
                if !alike.others.is_empty() {
                    finding = finding.note(format!("likewise for {}", listed(&alike.others)));
                }
                out.push(finding);
            }
        }
        out
    }
}

fn place(failure: &Failure, test: &Range<usize>) -> (&'static str, Range<usize>) {
    match failure {
        Failure::Timeline { span, .. } => ("monitors/timeline", span.clone()),
        Failure::Notification { span, .. } => ("monitors/notification", span.clone()),
        Failure::Refused(_) => ("monitors/refused", test.clone()),
    }
}
