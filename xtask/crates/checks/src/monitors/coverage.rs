//! `cargo xtask monitors test --coverage`

use anstyle::AnsiColor;
use diagnostics::Diagnostic;
use monitor_tests::coverage::{Coverage, CoverageReport, CoverageRow};
use monitor_tests::{Suite, TestReport};

use crate::report::coloured;

/// The coverage by the tests that ran, and by unchanged ones; unless `all` tests were chosen, only of their monitors.
pub(super) fn measure(suite: &Suite, tests: &TestReport, all: bool) -> CoverageReport {
    let rows = suite.monitors.iter().zip(suite.coverage(tests));
    CoverageReport {
        rows: rows
            .filter(|(_, coverage)| all || coverage.is_some())
            .map(|(monitor, coverage)| CoverageRow {
                monitor: format!("{}/{}", monitor.service, monitor.name),
                env: monitor.env.clone(),
                tests: monitor.tests.clone(),
                coverage: coverage.unwrap_or_else(|| Coverage::new(&monitor.compiled)),
            })
            .collect(),
    }
}

/// Whether every required point is reached.
pub(super) fn is_covered(report: &CoverageReport) -> bool {
    report.failures().next().is_none()
}

/// For people: the tables, how to cover the gaps, and a verdict.
pub(super) fn text(report: &CoverageReport) -> String {
    let mut out = format!("\n{}", report.text());
    for advice in report.advice() {
        out += &format!("help: {advice}\n");
    }
    let verdict = if is_covered(report) {
        format!(
            "{}: tests reach the alert, recovery and missing data of every monitor",
            coloured("covered", AnsiColor::Green)
        )
    } else {
        format!(
            "{}: {} required points (alert, recovery, missing data) that no test reaches",
            coloured("not covered", AnsiColor::Red),
            report.failures().count()
        )
    };
    out + &format!("{verdict}\n")
}

/// For formats of findings: the required points that no test reaches.
pub(super) fn findings(report: &CoverageReport) -> Vec<Diagnostic> {
    let finding = |gap: &monitor_tests::coverage::Gap<'_>| {
        let message = format!(
            "no test of monitor '{}' in {} reaches {}",
            gap.monitor,
            gap.envs.join(", "),
            gap.point_list()
        );
        Diagnostic::error("monitors/not-covered", message)
            .in_file(gap.tests)
            .help(gap.advice())
    };
    report.unreached(true).iter().map(finding).collect()
}
