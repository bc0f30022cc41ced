//! `cargo xtask monitors test --coverage`

use std::collections::BTreeSet;

use anstyle::AnsiColor;
use cli::Format;
use coverage::{Coverage, Report, Row};
use monitor_tests::{Report as Tests, Suite};
use serde_json::{Value, json};

use crate::report::{self, coloured};

/// Prints what the tests reached, and answers whether that is all that is required, and the same as JSON where it was not printed. Where only some tests ran,
/// only their monitors are looked at.
pub(super) fn run(suite: &Suite, tests: &Tests, all: bool, format: Format) -> (bool, Value) {
    let report = reached(suite, tests, all);
    let failures = report.failures().count();
    if format == Format::Json {
        return (failures == 0, json!(report));
    }
    report::print_all(&format!("\n{}", report.text()));
    let verdict = if failures == 0 {
        format!(
            "{}: alerts, recoveries and missing data of all monitors\n",
            coloured("covered", AnsiColor::Green)
        )
    } else {
        let what = "alerts, recoveries and treatments of missing data that no test reaches";
        format!("{}: {failures} {what}\n", coloured("not covered", AnsiColor::Red))
    };
    report::print_all(&verdict);
    (failures == 0, Value::Null)
}

fn reached(suite: &Suite, tests: &Tests, all: bool) -> Report {
    let mut coverages: Vec<Coverage> = suite.subjects.iter().map(|subject| Coverage::of(&subject.monitor)).collect();
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
                coverage,
            })
            .collect(),
    }
}
