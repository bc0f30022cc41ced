//! Runs the rules.

use rayon::prelude::*;

use crate::facts::Facts;
use crate::merge::merge;
use crate::report::Report;
use crate::reporter::Reporter;
use crate::rule::{Check, Rule};
use crate::suppression;

/// Runs `rules` over the facts. Suppressed findings are left out; a suppression that is itself wrong is a finding.
#[must_use]
pub fn lint<'a>(facts: &'a Facts<'a>, rules: &[&'static Rule]) -> Report {
    let found = rules.par_iter().map(|rule| {
        let mut reporter = Reporter::new(rule.name, rule.severity);
        if let Check::Facts(check) = rule.check {
            check(facts, &mut reporter);
        }
        reporter.findings
    });
    let findings = found.collect::<Vec<_>>().into_iter().flatten().collect();
    let findings = suppression::apply(facts, rules, findings);
    merge(facts, findings)
}
