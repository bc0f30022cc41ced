//! Runs the rules.

use diagnostics::Diagnostic;
use rayon::prelude::*;

use crate::facts::Facts;
use crate::fix::Fix;
use crate::merge::merge;
use crate::reporter::Reporter;
use crate::rule::{Check, Rule};
use crate::suppression;

/// The result of a run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The findings, sorted by file and place.
    pub findings: Vec<Diagnostic>,
    /// The safe fixes for some of them.
    pub fixes: Vec<Fix>,
}

/// Runs `rules` over the facts. Suppressed findings are left out; a suppression that is itself wrong is a finding.
#[must_use]
pub fn lint<'a>(facts: &'a Facts<'a>, rules: &[&'static Rule]) -> Report {
    let found = rules.par_iter().map(|rule| {
        let mut reporter = Reporter::new(rule);
        if let Check::Facts(check) = rule.check {
            check(facts, &mut reporter);
        }
        reporter.findings
    });
    let findings = found.collect::<Vec<_>>().into_iter().flatten().collect();
    let findings = suppression::apply(facts, rules, findings);
    merge(facts, findings)
}
