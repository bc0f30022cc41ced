//! `cargo xtask monitors test --coverage`

use std::collections::BTreeSet;

use anstyle::AnsiColor;
use diagnostics::Diagnostic;
use monitor_tests::coverage::{Coverage, Report, Row};
use monitor_tests::{Report as Tests, Suite};

use crate::report::coloured;

/// What the tests reached. Where only some tests ran, only their monitors are looked at.
pub(super) fn reached(suite: &Suite, tests: &Tests, all: bool) -> Report {
    let mut coverages: Vec<Coverage> = suite
        .subjects
        .iter()
        .map(|subject| Coverage::of(&subject.monitor))
        .collect();
    let mut tested = BTreeSet::new();
    for result in &tests.results {
        let subject = suite.cases[result.case].subject;
        tested.insert(subject);
        if let Some(outcome) = &result.judged.outcome {
            coverages[subject].see(outcome);
        }
    }
    let rows = suite.subjects.iter().zip(coverages).enumerate();
    Report {
        rows: rows
            .filter(|(i, _)| all || tested.contains(i))
            .map(|(_, (subject, coverage))| Row {
                monitor: format!("{}/{}", subject.service, subject.name),
                env: subject.env.clone(),
                tests: subject.test_file(),
                coverage,
            })
            .collect(),
    }
}

/// Whether that is all that is required.
pub(super) fn is_enough(report: &Report) -> bool {
    report.failures().next().is_none()
}

/// For people: the tables and a verdict.
pub(super) fn text(report: &Report) -> String {
    let verdict = if is_enough(report) {
        format!(
            "{}: alerts, recoveries and missing data of all monitors",
            coloured("covered", AnsiColor::Green)
        )
    } else {
        let what = "alerts, recoveries and treatments of missing data that no test reaches";
        format!(
            "{}: {} {what}",
            coloured("not covered", AnsiColor::Red),
            report.failures().count()
        )
    };
    format!("\n{}{verdict}\n", report.text())
}

/// For machines that take findings: what is required and was not reached.
pub(super) fn findings(report: &Report) -> Vec<Diagnostic> {
    let finding = |gap: &monitor_tests::coverage::Gap<'_>| {
        let message = format!(
            "no test of monitor '{}' in {} reaches {}",
            gap.monitor,
            gap.envs.join(", "),
            gap.words()
        );
        let help = "write a test in which it does that; docs/how-to/test-a-monitor.md has examples";
        Diagnostic::error("monitors/not-covered", message)
            .in_file(gap.tests)
            .help(help)
    };
    report.unreached(true).iter().map(finding).collect()
}
