//! Failures for people. Colours are always written; the printer strips them if the output is not a terminal.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use datadog_simulator::Semantics;
use datadog_simulator::world::Tags;
use diagnostics::line_column;

use super::chart::Chart;
use super::failure::{self, first_difference};
use super::periods::{self, number};
use super::{FailureGroup, TestReport, listed};
use crate::case::Case;
use crate::notation::{Change, written};
use crate::run::Failure;
use crate::suite::Suite;

impl TestReport {
    /// Every failed case: its place, its monitors, expected and actual results, a chart of at most so many columns, and the reason of each
    /// evaluation's state.
    #[must_use]
    pub fn text(&self, suite: &Suite, columns: Option<usize>) -> String {
        self.failure_groups(suite)
            .iter()
            .map(|group| failed(group, suite, columns))
            .collect()
    }
}

fn failed(failures: &FailureGroup<'_>, suite: &Suite, columns: Option<usize>) -> String {
    let entry = failures.first;
    let case = &suite.cases[entry.case];
    let mut out = heading("failed", AnsiColor::Red, case);
    let mut lines = vec![format!("for {}", suite.monitors[case.monitor].title())];
    if !failures.others.is_empty() {
        lines.push(format!("same failure for {}", listed(&failures.others)));
    }
    lines.push(String::new());
    lines.extend(failure::lines(&entry.result.failures));
    for failure in &entry.result.failures {
        if let Failure::Timeline {
            group,
            expected,
            actual,
            ..
        } = failure
        {
            let differs_at = first_difference(
                expected.as_deref().unwrap_or_default(),
                actual.as_deref().unwrap_or_default(),
            );
            let expected = expected.as_deref();
            lines.extend(group_details(suite, entry, group, (expected, differs_at), columns));
        }
    }
    push(&mut out, &lines);
    out
}

/// `failed: <name>`, and the place of the test.
pub(super) fn heading(word: &str, colour: AnsiColor, case: &Case) -> String {
    let style = Style::new().bold().fg_color(Some(colour.into()));
    let bold = Style::new().bold();
    let (line, column) = line_column(&case.test.text, case.test.span.start);
    format!(
        "{style}{word}{style:#}{bold}: {}{bold:#}\n  --> {}:{line}:{column}\n",
        case.test.name, case.test.path
    )
}

pub(super) fn push(out: &mut String, lines: &[String]) {
    for line in lines {
        writeln!(out, "{}", format!("  {line}").trim_end()).expect("writing to a String cannot fail");
    }
    out.push('\n');
}

/// A chart of a group, with the expected states and the first difference if they differ, and the reason of each evaluation's state.
pub(super) fn group_details(
    suite: &Suite,
    entry: &super::Entry,
    group: &Tags,
    (expected, differs_at): (Option<&[Change]>, Option<i64>),
    columns: Option<usize>,
) -> Vec<String> {
    let case = &suite.cases[entry.case];
    let monitor = &suite.monitors[case.monitor].compiled;
    let Some(outcome) = entry.result.outcome.as_ref().and_then(|o| o.group(group)) else {
        return Vec::new();
    };
    let chart = Chart {
        case,
        monitor,
        group: outcome,
        expected,
        differs_at,
        columns,
    };
    let mut lines = vec![String::new()];
    lines.extend(chart.lines());
    lines.push(String::new());
    lines.push("why".to_owned());
    lines.extend(
        periods::lines(monitor, outcome, case.span.from)
            .into_iter()
            .map(|line| format!("  {line}")),
    );
    if let Some(at) = differs_at {
        lines.extend(inputs(case, monitor, group, at));
    }
    lines
}

/// The input values of the evaluation at `at`.
fn inputs(case: &Case, monitor: &datadog_simulator::Monitor, group: &Tags, at: i64) -> Vec<String> {
    const BUCKETS_SHOWN_MAX: usize = 12;
    let Ok(explanation) = monitor.explain(&case.world, case.span.from + at, &Semantics::default()) else {
        return Vec::new(); // the run has already reported the error
    };
    let mut lines = Vec::new();
    for input in explanation
        .inputs
        .iter()
        .filter(|i| i.group.is_within(group) || group.is_within(&i.group))
    {
        let values: Vec<String> = input
            .buckets
            .iter()
            .map(|(_, v)| v.map_or_else(|| "_".to_owned(), number))
            .collect();
        let buckets = if values.len() <= BUCKETS_SHOWN_MAX {
            values.join(" ")
        } else {
            let (first, last) = (
                &values[..BUCKETS_SHOWN_MAX / 2],
                &values[values.len() - BUCKETS_SHOWN_MAX / 2..],
            );
            format!(
                "{} ... {} ({} buckets of {})",
                first.join(" "),
                last.join(" "),
                values.len(),
                written(input.step_s)
            )
        };
        lines.push(format!("  {}: {buckets}", input.query));
    }
    if !lines.is_empty() {
        lines.insert(0, format!("input of the evaluation at {}", written(at)));
    }
    lines
}
