//! A chart of a group over time, for a terminal: query results, the evaluated value, thresholds, states.

mod bars;

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use datadog_simulator::state::State;
use datadog_simulator::{Evaluation, GroupOutcome, Monitor, Semantics};

use crate::case::Case;
use crate::notation::{Change, state_name, written};
use crate::report::periods::number;

use bars::{Scale, columns, spark};

/// The maximum number of columns of the time axis.
const WIDTH_MAX: usize = 72;
/// The number of lines for the value.
const HEIGHT: usize = 6;
/// The maximum number of queries.
const QUERIES_MAX: usize = 4;
/// The minimum, however narrow the terminal is: a tick of the axis and its label.
const WIDTH_MIN: usize = 12;
/// The number of columns left of the time axis.
const MARGIN: usize = 10;
/// What a line has besides the time axis: the indentation, the margin with its line, and the name of a threshold.
const AROUND: usize = 2 + MARGIN + 2 + " critical >=".len();

/// A chart of one group.
pub(super) struct Chart<'a> {
    pub(super) case: &'a Case,
    pub(super) monitor: &'a Monitor,
    pub(super) group: &'a GroupOutcome,
    /// The expected states, if they differ from the actual ones.
    pub(super) expected: Option<&'a [Change]>,
    /// The first difference, seconds after the start.
    pub(super) differs_at: Option<i64>,
    /// How many columns a line may have.
    pub(super) columns: Option<usize>,
}

impl Chart<'_> {
    pub(super) fn lines(&self) -> Vec<String> {
        let evaluations = &self.group.evaluations;
        if evaluations.len() < 2 {
            return Vec::new();
        }
        let width = self
            .columns
            .map_or(WIDTH_MAX, |all| all.saturating_sub(AROUND).clamp(WIDTH_MIN, WIDTH_MAX));
        let visible = columns(evaluations, width, |e| e.state.map_or(0, State::severity));
        let mut lines = self.queries(visible.len());
        lines.extend(self.value(&visible));
        if let Some(expected) = self.expected {
            lines.push(row(
                "expected",
                &visible
                    .iter()
                    .map(|e| mark(state_in(expected, e.at - self.start())))
                    .collect::<String>(),
            ));
        }
        lines.push(row(
            "actual",
            &visible.iter().map(|e| mark(e.state)).collect::<String>(),
        ));
        lines.extend(self.window(&visible));
        lines.extend(axis(&visible, self.start()));
        lines
    }

    fn start(&self) -> i64 {
        self.case.span.from
    }

    /// Each query of the monitor, as a line of bars.
    fn queries(&self, width: usize) -> Vec<String> {
        let span = self.case.span;
        let Ok(inputs) = self
            .monitor
            .chart(&self.case.world, span.from, span.to, &Semantics::default())
        else {
            return Vec::new(); // the run has already reported the error
        };
        let in_group = |group: &datadog_simulator::world::Tags| {
            group.is_within(&self.group.group) || self.group.group.is_within(group)
        };
        let mut lines = Vec::new();
        for input in inputs.inputs.iter().filter(|i| in_group(&i.group)).take(QUERIES_MAX) {
            let values: Vec<Option<f64>> = input.buckets.iter().map(|(_, v)| *v).collect();
            let (low, high) = bars::bounds(values.iter().flatten().copied()).unwrap_or((0.0, 0.0));
            lines.push(format!("{}: {} to {}", input.query, number(low), number(high)));
            lines.push(row("", &spark(&values, width)));
        }
        lines
    }

    /// The evaluated value, with the thresholds.
    fn value(&self, visible: &[&Evaluation]) -> Vec<String> {
        let thresholds = self.monitor.thresholds();
        let limits = [("critical", thresholds.critical), ("warning", thresholds.warning)];
        let values = visible.iter().filter_map(|e| e.value);
        let Some((low, high)) = bars::bounds(values.chain(limits.iter().filter_map(|(_, t)| *t))) else {
            return Vec::new();
        };
        if visible.iter().all(|e| e.value.is_none()) {
            return Vec::new();
        }
        let scale = Scale {
            low: low.min(0.0),
            high,
            height: HEIGHT,
        };
        let window = written(self.monitor.window().length_max_s());
        let mut lines = vec![format!("evaluated value over a window of {window}")];
        for line in (0..HEIGHT).rev() {
            let limit = limits.iter().find(|(_, t)| t.is_some_and(|t| scale.line(t) == line));
            let cells: String = visible
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

    /// The window of the first evaluation with a wrong state.
    fn window(&self, visible: &[&Evaluation]) -> Option<String> {
        let at = self.differs_at? + self.start();
        let evaluation = self.group.evaluations.iter().find(|e| e.at >= at)?;
        let within = |e: &&Evaluation| e.at > evaluation.window.from && e.at <= evaluation.window.to;
        let cells: String = visible.iter().map(|e| if within(e) { '─' } else { ' ' }).collect();
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

/// The first letter of a state, in the state's colour.
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

/// The time axis, with ticks at even times.
fn axis(visible: &[&Evaluation], start: i64) -> [String; 2] {
    let times: Vec<i64> = visible.iter().map(|evaluation| evaluation.at - start).collect();
    let step = step(&times);
    let (mut ticks, mut labels) = (String::new(), String::new());
    // The tick before the first column.
    let mut last = times.first().map_or(0, |first| (first - 1).div_euclid(step));
    for (column, at) in times.iter().enumerate() {
        let tick = at.div_euclid(step);
        ticks.push(if tick > last { '┬' } else { '─' });
        if tick > last {
            let missing = column.saturating_sub(labels.chars().count());
            write!(labels, "{:missing$}{}", "", written(tick * step)).expect("writing to a String cannot fail");
        }
        last = last.max(tick);
    }
    [
        format!("{:>MARGIN$} └{ticks}", ""),
        format!("{:>MARGIN$}  {labels}", ""),
    ]
}

/// The shortest even distance of ticks, in seconds, that leaves room for their labels.
fn step(times: &[i64]) -> i64 {
    const STEPS: [i64; 14] = [
        60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800,
    ];
    /// The columns of a label and what is between it and the next one.
    const LABEL: i64 = 8;
    let columns = i64::try_from(times.len()).unwrap_or(i64::MAX).saturating_sub(1).max(1);
    let length = times.last().zip(times.first()).map_or(0, |(last, first)| last - first);
    let least = LABEL * length / columns;
    STEPS.into_iter().find(|step| *step >= least).unwrap_or(least.max(1))
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn ticks_are_even_and_have_room() {
        let check = |columns: i64, every: i64, expected: i64| {
            let times: Vec<i64> = (0..columns).map(|column| column * every).collect();
            assert_eq!(step(&times), expected, "{columns} columns of {every} s");
        };
        check(50, 60, 600);
        check(72, 68, 600);
        check(72, 140, 1800);
        check(72, 7200, 86_400);
        check(72, 1, 60);
        check(1, 60, 60);
    }
}
