//! `cargo xtask monitors test --mutate`

use std::time::Duration;

use anstyle::AnsiColor;
use datadog_simulator::{Semantics, SimulationError};
use diagnostics::{Diagnostic, Severity};
use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
use monitor_tests::mutation::{MutationReport, MutationRow, PERCENT_MIN, Trial};
use monitor_tests::{Case, Suite, TestedMonitor};
use rayon::prelude::*;

use crate::report::coloured;

/// For people: the survivors, a table and a verdict.
pub(super) fn text(report: &MutationReport, took: Duration) -> String {
    let (mark, colour) = if report.meets_minimum() {
        ("passed", AnsiColor::Green)
    } else {
        ("failed", AnsiColor::Red)
    };
    let verdict = verdict(report);
    format!(
        "\n{}{}: {verdict}; {} ms)\n",
        report.text(),
        coloured(mark, colour),
        took.as_millis()
    )
}

/// The score, without the closing parenthesis.
fn verdict(report: &MutationReport) -> String {
    let total = report.total();
    format!(
        "tests kill {} of {} mutants, {:.2} % ({PERCENT_MIN} % required of each file",
        total.killed,
        total.of,
        total.percent()
    )
}

/// For formats of findings: each survivor, and whether too few were killed.
pub(super) fn findings(report: &MutationReport) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (tests, survivor, places) in report.survivors() {
        let message = format!("no test fails when {} ({}): {places}", survivor.change, survivor.kind);
        let finding = Diagnostic::new(Severity::Warning, "monitors/survivor", message).in_file(tests);
        findings.push(finding.help(format!("add {}", survivor.killed_by)));
    }
    findings.extend(report.weak_files().into_iter().map(|(file, score)| {
        let message = format!(
            "the tests kill {} of {} mutants, {:.2} % ({PERCENT_MIN} % required of each file)",
            score.killed,
            score.of,
            score.percent()
        );
        let finding = Diagnostic::error("monitors/too-few-killed", message).in_file(file);
        finding.help("add what the survivors ask for; `cargo xtask monitors test --mutate` lists them")
    }));
    findings
}

/// Runs the mutants of all monitors; unless `all` tests ran, only of their monitors. Sorted by monitor. The tests must pass with the monitors themselves,
/// otherwise the score means nothing.
pub(super) fn run(suite: &Suite, all: bool) -> Result<MutationReport, SimulationError> {
    let mut cases: Vec<Vec<&Case>> = vec![Vec::new(); suite.monitors.len()];
    for case in &suite.cases {
        cases[case.monitor].push(case);
    }
    let work: Vec<(&TestedMonitor, Vec<&Case>)> = suite
        .monitors
        .iter()
        .zip(cases)
        .filter(|(_, cases)| all || !cases.is_empty())
        .collect();
    let style = ProgressStyle::with_template("mutants of {pos} of {len} monitors {wide_bar} {eta}")
        .expect("a constant template");
    let bar = ProgressBar::new(work.len() as u64).with_style(style);
    let rows = work
        .par_iter()
        .progress_with(bar.clone())
        .map(|(monitor, cases)| row(monitor, cases));
    let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
    bar.finish_and_clear();
    rows.sort_by(|a, b| (&a.monitor, &a.env).cmp(&(&b.monitor, &b.env)));
    Ok(MutationReport { rows })
}

fn row(monitor: &TestedMonitor, cases: &[&Case]) -> Result<MutationRow, SimulationError> {
    let semantics = Semantics::default();
    // the test that killed the last mutant is likely to kill the next one
    let mut order: Vec<&Case> = cases.to_vec();
    let trial = Trial::run(monitor.compiled.definition(), |mutant| {
        let killer = order
            .iter()
            .position(|case| !case.run(&mutant.monitor, &semantics).passed());
        if let Some(killer) = killer {
            order[..=killer].rotate_right(1);
        }
        killer.is_some()
    })?;
    Ok(MutationRow {
        monitor: format!("{}/{}", monitor.service, monitor.name),
        env: monitor.env.clone(),
        tests: monitor.tests.clone(),
        variables: variables(monitor),
        trial,
    })
}

/// The variables that replace values in reports, so that survivors of several services and environments are equal.
const COMMON: [&str; 7] = [
    "service",
    "env",
    "team",
    "critical",
    "critical_recovery",
    "warning",
    "warning_recovery",
];

fn variables(monitor: &TestedMonitor) -> Vec<(String, String)> {
    let common = monitor.variables.iter().filter(|(name, _)| COMMON.contains(name));
    common
        .map(|(name, value)| (value.to_string(), format!("${name}")))
        .collect()
}
