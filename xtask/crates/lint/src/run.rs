//! Runs the rules.

use diagnostics::Diagnostic;
use rayon::prelude::*;

use crate::facts::Facts;
use crate::fix::Fix;
use crate::merge::merged;
use crate::rule::{Check, Rule};
use crate::sink::Sink;
use crate::suppress;

/// What the rules found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The findings, file by file.
    pub findings: Vec<Diagnostic>,
    /// What would mend some of them.
    pub fixes: Vec<Fix>,
}

/// Runs `rules` over the facts. What an object or page suppresses is not told; a suppression that is wrong itself is.
#[must_use]
pub fn lint<'a>(facts: &'a Facts<'a>, rules: &[&'static Rule]) -> Report {
    let found = rules.par_iter().map(|rule| {
        let mut sink = Sink::new(rule);
        if let Check::Facts(check) = rule.check {
            check(facts, &mut sink);
        }
        sink.findings
    });
    let findings = found.collect::<Vec<_>>().into_iter().flatten().collect();
    let findings = suppress::judged(facts, rules, findings);
    merged(facts, findings)
}
