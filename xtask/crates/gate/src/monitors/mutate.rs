//! `cargo xtask monitors test --mutate`

use std::time::Instant;

use anstyle::AnsiColor;
use cli::Format;
use monitor_tests::{Case, Subject, Suite};
use mutation::{PERCENT_MIN, Report, Row, Trial};
use rayon::prelude::*;
use serde_json::{Value, json};
use simulate::{Refusal, Semantics};

use crate::report::{self, coloured};

/// Prints what came of the mutants, and answers whether enough were killed, and the same as JSON where it was not printed. Where only some tests ran, only their monitors are changed. `passed` says whether
/// the tests pass without a mistake; where they do not, killing says nothing.
pub(super) fn run(suite: &Suite, passed: bool, all: bool, format: Format) -> (bool, Value) {
    if !passed {
        report::eprint_all("no mutants are tried: the tests must pass first\n");
        return (false, Value::Null);
    }
    let started = Instant::now();
    let report = match tried(suite, all) {
        Ok(report) => report,
        Err(refusal) => {
            report::eprint_all(&format!("no mutants: {refusal}\n"));
            return (false, Value::Null);
        }
    };
    let enough = report.is_enough();
    if format == Format::Json {
        return (enough, json!(report));
    }
    let (mark, colour) = if enough { ("enough", AnsiColor::Green) } else { ("too few", AnsiColor::Red) };
    let total = report.total();
    report::print_all(&format!(
        "\n{}{}: tests kill {} of {} mutants, {:.2} % ({PERCENT_MIN} % are required; {} ms)\n",
        report.text(),
        coloured(mark, colour),
        total.killed,
        total.of,
        total.percent(),
        started.elapsed().as_millis(),
    ));
    (enough, Value::Null)
}

/// The trials of all monitors, by their names.
fn tried(suite: &Suite, all: bool) -> Result<Report, Refusal> {
    let mut cases: Vec<Vec<&Case>> = vec![Vec::new(); suite.subjects.len()];
    for case in &suite.cases {
        cases[case.subject].push(case);
    }
    let work: Vec<(&Subject, Vec<&Case>)> = suite.subjects.iter().zip(cases).filter(|(_, cases)| all || !cases.is_empty()).collect();
    let mut rows = work.par_iter().map(|(subject, cases)| row(subject, cases)).collect::<Result<Vec<_>, _>>()?;
    rows.sort_by(|a, b| (&a.monitor, &a.env).cmp(&(&b.monitor, &b.env)));
    Ok(Report { rows })
}

fn row(subject: &Subject, cases: &[&Case]) -> Result<Row, Refusal> {
    let semantics = Semantics::default();
    // the test that noticed the last mistake is likely to notice the next one
    let mut order: Vec<&Case> = cases.to_vec();
    let trial = Trial::of(subject.monitor.definition(), |mutant| {
        let killer = order.iter().position(|case| !case.judge(&mutant.monitor, &semantics).passed());
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
const COMMON: [&str; 7] = ["service", "env", "team", "critical", "critical_recovery", "warning", "warning_recovery"];

fn variables(subject: &Subject) -> Vec<(String, String)> {
    let common = subject.variables.iter().filter(|(name, _)| COMMON.contains(name));
    common.map(|(name, value)| (value.to_string(), format!("${name}"))).collect()
}
