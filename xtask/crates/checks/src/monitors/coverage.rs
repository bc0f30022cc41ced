//! `cargo xtask monitors test --coverage`

use std::collections::BTreeSet;

use anstyle::AnsiColor;
use diagnostics::Diagnostic;
use monitor_tests::coverage::{Coverage, CoverageReport, CoverageRow};
use monitor_tests::{Suite, TestReport};

use crate::report::coloured;

/// What the tests reached. Where only some tests ran, only their monitors are looked at.
pub(super) fn measure(suite: &Suite, tests: &TestReport, all: bool) -> CoverageReport {
    let mut coverages: Vec<Coverage> = suite
        .monitors
        .iter()
        .map(|monitor| Coverage::new(&monitor.compiled))
        .collect();
    let mut tested = BTreeSet::new();
    for entry in &tests.entries {
        let monitor = suite.cases[entry.case].monitor;
        tested.insert(monitor);
        if let Some(outcome) = &entry.result.outcome {
            coverages[monitor].record(outcome);
        }
    }
    let rows = suite.monitors.iter().zip(coverages).enumerate();
    CoverageReport {
        rows: rows
            .filter(|(i, _)| all || tested.contains(i))
            .map(|(_, (monitor, coverage))| CoverageRow {
                monitor: format!("{}/{}", monitor.service, monitor.name),
                env: monitor.env.clone(),
                tests: monitor.test_file(),
                coverage,
            })
            .collect(),
    }
}

/// Whether that is all that is required.
pub(super) fn is_covered(report: &CoverageReport) -> bool {
    report.failures().next().is_none()
}

/// For people: the tables and a verdict.
pub(super) fn text(report: &CoverageReport) -> String {
    let verdict = if is_covered(report) {
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
pub(super) fn findings(report: &CoverageReport) -> Vec<Diagnostic> {
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
