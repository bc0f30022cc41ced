//! Failures as findings, for the formats `sarif` and `github`.

use std::ops::Range;

use diagnostics::Diagnostic;

use super::{TestReport, failure, listed};
use crate::run::Failure;
use crate::suite::Suite;

impl TestReport {
    /// Every failure as a finding at the failed expectation in the test file.
    #[must_use]
    pub fn diagnostics(&self, suite: &Suite) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        for group in self.failure_groups(suite) {
            let case = &suite.cases[group.first.case];
            for failure in &group.first.result.failures {
                let (rule, span) = rule_and_span(failure, &case.test.span);
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
                if !group.others.is_empty() {
                    finding = finding.note(format!("same failure for {}", listed(&group.others)));
                }
                out.push(finding);
            }
        }
        out
    }
}

fn rule_and_span(failure: &Failure, test: &Range<usize>) -> (&'static str, Range<usize>) {
    match failure {
        Failure::Timeline { span, .. } => ("monitors/timeline", span.clone()),
        Failure::Notification { span, .. } => ("monitors/notification", span.clone()),
        Failure::NotEvaluated(_) => ("monitors/not-evaluated", test.clone()),
    }
}
