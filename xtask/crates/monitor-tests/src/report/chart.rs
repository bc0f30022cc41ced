//! A group over time, for a terminal: what its queries answer, the value that is compared, thresholds, states.

mod bars;

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use datadog_simulator::state::State;
use datadog_simulator::{Evaluation, GroupOutcome, Monitor, Semantics};

use crate::case::Case;
use crate::notation::{Change, state_name, written};
use crate::report::periods::number;

use bars::{Scale, columns, spark};

/// Columns of the time axis at most.
const WIDTH_MAX: usize = 72;
/// Lines of the value.
const HEIGHT: usize = 6;
/// Queries that are shown at most.
const QUERIES_MAX: usize = 4;
/// Columns left of the time axis.
const MARGIN: usize = 10;

/// What is chart.
pub(super) struct Chart<'a> {
    pub(super) case: &'a Case,
    pub(super) monitor: &'a Monitor,
    pub(super) group: &'a GroupOutcome,
    /// The states that are expected, where they differ.
    pub(super) expected: Option<&'a [Change]>,
    /// When they first differ, seconds after the start.
    pub(super) differs_at: Option<i64>,
}

impl Chart<'_> {
    pub(super) fn lines(&self) -> Vec<String> {
        let evaluations = &self.group.evaluations;
        if evaluations.len() < 2 {
            return Vec::new();
        }
        let shown = columns(evaluations, WIDTH_MAX, |e| e.state.map_or(0, State::severity));
        let mut lines = self.queries(shown.len());
        lines.extend(self.value(&shown));
        if let Some(expected) = self.expected {
            lines.push(row(
                "expected",
                &shown
                    .iter()
                    .map(|e| mark(state_in(expected, e.at - self.start())))
                    .collect::<String>(),
            ));
        }
        lines.push(row(
            "came out",
            &shown.iter().map(|e| mark(e.state)).collect::<String>(),
        ));
        lines.extend(self.window(&shown));
        lines.extend(axis(&shown, self.start()));
        lines
    }

    fn start(&self) -> i64 {
        self.case.span.from
    }

    /// Each query of the monitor as a line of bars.
    fn queries(&self, width: usize) -> Vec<String> {
        let span = self.case.span;
        let Ok(inputs) = self
            .monitor
            .chart(&self.case.world, span.from, span.to, &Semantics::default())
        else {
            return Vec::new(); // the run has told what is wrong
        };
        let mine = |group: &datadog_simulator::world::Tags| {
            group.is_within(&self.group.group) || self.group.group.is_within(group)
        };
        let mut lines = Vec::new();
        for input in inputs.inputs.iter().filter(|i| mine(&i.group)).take(QUERIES_MAX) {
            let values: Vec<Option<f64>> = input.buckets.iter().map(|(_, v)| *v).collect();
            let (low, high) = bars::bounds(values.iter().flatten().copied()).unwrap_or((0.0, 0.0));
            lines.push(format!("{}: {} to {}", input.query, number(low), number(high)));
            lines.push(row("", &spark(&values, width)));
        }
        lines
    }

    /// The value that is compared, with the thresholds.
    fn value(&self, shown: &[&Evaluation]) -> Vec<String> {
        let thresholds = self.monitor.thresholds();
        let limits = [("critical", thresholds.critical), ("warning", thresholds.warning)];
        let values = shown.iter().filter_map(|e| e.value);
        let Some((low, high)) = bars::bounds(values.chain(limits.iter().filter_map(|(_, t)| *t))) else {
            return Vec::new();
        };
        if shown.iter().all(|e| e.value.is_none()) {
            return Vec::new();
        }
        let scale = Scale {
            low: low.min(0.0),
            high,
            height: HEIGHT,
        };
        let window = written(self.monitor.window().length_max_s());
        let mut lines = vec![format!("the value that is compared, over a window of {window}")];
        for line in (0..HEIGHT).rev() {
            let limit = limits.iter().find(|(_, t)| t.is_some_and(|t| scale.line(t) == line));
            let cells: String = shown
                .iter()
                .map(|e| scale.cell(e.value, line, if limit.is_some() { '╌' } else { ' ' }))
                .collect();
            let label = match (line, limit) {
                (_, Some((_, Some(t)))) => number(*t),
                (0, _) => number(scale.low),
                (l, _) if l == HEIGHT - 1 => number(scale.high),
                _ => String::new(),
            };
            let name = limit
                .map(|(name, _)| format!(" {name} {}", self.monitor.comparator().text()))
                .unwrap_or_default();
            lines.push(format!("{}{name}", row(&label, &cells)));
        }
        lines
    }

    /// The window of the evaluation at which the states first differ.
    fn window(&self, shown: &[&Evaluation]) -> Option<String> {
        let at = self.differs_at? + self.start();
        let evaluation = self.group.evaluations.iter().find(|e| e.at >= at)?;
        let within = |e: &&Evaluation| e.at > evaluation.window.from && e.at <= evaluation.window.to;
        let cells: String = shown.iter().map(|e| if within(e) { '─' } else { ' ' }).collect();
        let times = [evaluation.window.from, evaluation.window.to].map(|t| written_signed(t - self.start()));
        Some(format!(
            "{} of the evaluation at {}: {}..{}",
            row("window", cells.trim_end()),
            written(evaluation.at - self.start()),
            times[0],
            times[1]
        ))
    }
}

fn written_signed(seconds: i64) -> String {
    if seconds < 0 {
        format!("-{}", written(-seconds))
    } else {
        written(seconds)
    }
}

fn row(label: &str, cells: &str) -> String {
    format!("{label:>MARGIN$} │{cells}")
}

/// The state that a timeline has at `t`, seconds after the start.
fn state_in(changes: &[Change], t: i64) -> Option<State> {
    changes.iter().rev().find(|c| c.at.from <= t).and_then(|c| c.to)
}

/// A letter for a state, in its colour.
fn mark(state: Option<State>) -> String {
    let colour = match state {
        None => return "·".to_owned(),
        Some(State::Ok) => AnsiColor::Green,
        Some(State::Warn) => AnsiColor::Yellow,
        Some(State::Alert) => AnsiColor::Red,
        Some(State::NoData) => AnsiColor::Magenta,
    };
    let style = Style::new().fg_color(Some(colour.into()));
    let letter: String = state_name(state).chars().take(1).collect();
    format!("{style}{letter}{style:#}")
}

/// A scale of time below the columns.
fn axis(shown: &[&Evaluation], start: i64) -> [String; 2] {
    const EVERY: usize = 12;
    let (mut ticks, mut labels) = (String::new(), String::new());
    for (column, evaluation) in shown.iter().enumerate() {
        let tick = column % EVERY == 0;
        ticks.push(if tick { '┬' } else { '─' });
        if tick {
            let label = written(evaluation.at - start);
            write!(labels, "{label:<EVERY$}").expect("a String takes every write");
        }
    }
    [
        format!("{:>MARGIN$} └{ticks}", ""),
        format!("{:>MARGIN$}  {}", "", labels.trim_end()),
    ]
}
