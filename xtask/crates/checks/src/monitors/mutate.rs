//! `cargo xtask monitors test --mutate`

use std::time::Duration;

use anstyle::AnsiColor;
use datadog_simulator::{Refusal, Semantics};
use diagnostics::{Diagnostic, Severity};
use indicatif::{ParallelProgressIterator, ProgressBar, ProgressStyle};
use monitor_tests::mutation::{PERCENT_MIN, Report, Row, Trial};
use monitor_tests::{Case, Subject, Suite};
use rayon::prelude::*;

use crate::report::coloured;

/// For people: the survivors, a table and a verdict.
pub(super) fn text(report: &Report, took: Duration) -> String {
    let (mark, colour) = if report.is_enough() {
        ("enough", AnsiColor::Green)
    } else {
        ("too few", AnsiColor::Red)
    };
    let verdict = verdict(report);
    format!(
        "\n{}{}: {verdict}; {} ms)\n",
        report.text(),
        coloured(mark, colour),
        took.as_millis()
    )
}

/// Without its closing parenthesis.
fn verdict(report: &Report) -> String {
    let total = report.total();
    format!(
        "tests kill {} of {} mutants, {:.2} % ({PERCENT_MIN} % are required",
        total.killed,
        total.of,
        total.percent()
    )
}

/// For machines that take findings: each survivor, and that too few were killed.
pub(super) fn findings(report: &Report) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (tests, survivor, places) in report.survivors() {
        let message = format!(
            "no test notices it when {} ({}): {places}",
            survivor.change, survivor.kind
        );
        let finding = Diagnostic::new(Severity::Warning, "monitors/survivor", message).in_file(tests);
        findings.push(finding.help(format!("it would be noticed by {}", survivor.killed_by)));
    }
    if !report.is_enough() {
        findings.push(Diagnostic::error(
            "monitors/too-few-killed",
            format!("{})", verdict(report)),
        ));
    }
    findings
}

/// What came of the mutants of all monitors, by their names. Where only some tests ran, only their monitors are changed. The tests must pass without a mistake:
/// else killing says nothing.
pub(super) fn tried(suite: &Suite, all: bool) -> Result<Report, Refusal> {
    let mut cases: Vec<Vec<&Case>> = vec![Vec::new(); suite.subjects.len()];
    for case in &suite.cases {
        cases[case.subject].push(case);
    }
    let work: Vec<(&Subject, Vec<&Case>)> = suite
        .subjects
        .iter()
        .zip(cases)
        .filter(|(_, cases)| all || !cases.is_empty())
        .collect();
    let style = ProgressStyle::with_template("mutants of {pos} of {len} monitors tried {wide_bar} {eta}")
        .expect("a template that is always the same");
    let bar = ProgressBar::new(work.len() as u64).with_style(style);
    let tried = work
        .par_iter()
        .progress_with(bar.clone())
        .map(|(subject, cases)| row(subject, cases));
    let mut rows = tried.collect::<Result<Vec<_>, _>>()?;
    bar.finish_and_clear();
    rows.sort_by(|a, b| (&a.monitor, &a.env).cmp(&(&b.monitor, &b.env)));
    Ok(Report { rows })
}

fn row(subject: &Subject, cases: &[&Case]) -> Result<Row, Refusal> {
    let semantics = Semantics::default();
    // the test that noticed the last mistake is likely to notice the next one
    let mut order: Vec<&Case> = cases.to_vec();
    let trial = Trial::of(subject.monitor.definition(), |mutant| {
        let killer = order
            .iter()
            .position(|case| !case.judge(&mutant.monitor, &semantics).passed());
        if let Some(killer) = killer {
            order[..=killer].rotate_right(1);
        }
        killer.is_some()
    })?;
    Ok(Row {
        monitor: format!("{}/{}", subject.service, subject.name),
        env: subject.env.clone(),
        tests: subject.test_file(),
        variables: variables(subject),
        trial,
    })
}

/// What survivors of several services and environments have in common: names and thresholds.
const COMMON: [&str; 7] = [
    "service",
    "env",
    "team",
    "critical",
    "critical_recovery",
    "warning",
    "warning_recovery",
];

fn variables(subject: &Subject) -> Vec<(String, String)> {
    let common = subject.variables.iter().filter(|(name, _)| COMMON.contains(name));
    common
        .map(|(name, value)| (value.to_string(), format!("${name}")))
        .collect()
}
