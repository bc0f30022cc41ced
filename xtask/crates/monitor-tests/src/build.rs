//! Builds a case from a test: evaluates its notations with the variables of one monitor, generates telemetry, computes expectations.

mod checks;
mod context;
mod events;
mod expected;
mod findings;
mod series;
mod sli;
mod tags;

use std::ops::Range;
use std::sync::Arc;

use datadog_simulator::{Semantics, Span, World};

use crate::case::{Case, TestLocation};
use crate::file::{Test, Text};
use crate::notation::{self, NotationError};
use crate::suite::Facts;
use crate::tested_monitor::TestedMonitor;

pub(crate) use findings::Finding;

/// 2024-01-01T00:00:00Z, a Monday.
const START_S: i64 = 1_704_067_200;

/// Builds one case of a test, for one monitor.
pub(crate) struct Builder<'a> {
    pub(crate) facts: &'a Facts<'a>,
    pub(crate) monitor: &'a TestedMonitor,
    /// The content of the test file.
    pub(crate) text: &'a str,
    /// When the test starts, unix seconds.
    start: i64,
    /// How long before the start the monitor looks back, in seconds.
    before_s: i64,
    /// The end of the telemetry, in seconds after the start.
    end_s: i64,
    pub(crate) findings: Vec<Finding>,
}

impl<'a> Builder<'a> {
    pub(crate) fn new(facts: &'a Facts<'a>, monitor: &'a TestedMonitor, text: &'a str) -> Self {
        Self {
            facts,
            monitor,
            text,
            start: START_S,
            before_s: monitor.compiled.lookback_s(&Semantics::default()),
            end_s: 0,
            findings: Vec::new(),
        }
    }

    /// The case; `None` if there are findings.
    pub(crate) fn case(&mut self, test: &Test, of: &Arc<TestLocation>, index: usize) -> Option<Case> {
        if let Some(start) = &test.start {
            match start.parse::<jiff::Timestamp>() {
                Ok(time) => self.start = time.as_second(),
                Err(_) => self.find(
                    Finding::new(
                        "monitors/notation",
                        start.span.clone(),
                        format!("'{}' is not a time", start.0),
                    )
                    .help("write 2024-01-01T00:00:00Z"),
                ),
            }
        }
        let mut world = World {
            series: test.series.iter().filter_map(|s| self.series(s)).collect(),
            checks: test.checks.iter().flat_map(|c| self.checks(c)).collect(),
            events: test.events.iter().flat_map(|e| self.events(e)).collect(),
            ..World::default()
        };
        let of_slo: Vec<_> = test.sli.iter().flat_map(|events| self.sli(events)).collect();
        world.series.extend(of_slo);
        self.monitor.references.add_to(&mut world);
        self.add_context(test, &mut world);
        if let Some(until) = &test.until {
            self.end_s = self.time(until)?;
        } else if self.end_s == 0 && self.findings.is_empty() {
            let finding = Finding::new("monitors/test-file", test.name.span.clone(), "the test has no duration");
            self.find(finding.help("send telemetry, or set 'until: 1h'"));
        }
        self.check_used(test, &world);
        for downtime in &test.downtimes {
            self.check_downtime(&downtime.between);
        }
        let expected = self.expected(test);
        let span = Span {
            from: self.start,
            to: self.start + self.end_s,
        };
        self.findings.is_empty().then(|| Case {
            test: of.clone(),
            monitor: index,
            world,
            span,
            expected,
            texts: Arc::clone(&self.facts.texts),
        })
    }

    pub(crate) fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Replaces the variables of a text; reports unknown ones.
    fn filled(&mut self, text: &Text) -> Option<String> {
        self.filled_at(text, &text.span)
    }

    fn filled_at(&mut self, text: &str, span: &Range<usize>) -> Option<String> {
        let filled = notation::interpolate(text, &self.monitor.variables);
        self.report_error(filled, text, span)
    }

    fn time(&mut self, text: &Text) -> Option<i64> {
        let time = notation::time(text, &self.monitor.variables);
        self.report_error(time, text, &text.span)
    }

    /// An interval between samples; the default is a minute.
    fn interval_s(&mut self, text: Option<&Text>) -> Option<i64> {
        let Some(text) = text else { return Some(60) };
        let interval_s = self.time(text)?;
        if interval_s == 0 {
            self.find(Finding::new(
                "monitors/notation",
                text.span.clone(),
                "an interval must be at least one second",
            ));
            return None;
        }
        Some(interval_s)
    }

    /// The value of a notation; reports its error. `span` is the byte range of its text in the file.
    fn report_error<T>(&mut self, read: notation::Result<T>, text: &str, span: &Range<usize>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(error) => {
                self.find(self.located(error, text, span));
                None
            }
        }
    }

    /// A finding at the error's byte range in the file. A scalar of several lines or with escapes is underlined as a whole.
    fn located(&self, error: NotationError, text: &str, span: &Range<usize>) -> Finding {
        let written = self.text.get(span.clone()).unwrap_or_default();
        let span = match written.find(text) {
            Some(offset) if !text.is_empty() => {
                let start = span.start + offset;
                start + error.span.start
                    ..start
                        + error
                            .span
                            .end
                            .max(error.span.start + 1)
                            .min(text.len().max(error.span.start + 1))
            }
            _ => span.clone(),
        };
        let finding = Finding::new("monitors/notation", span, error.message);
        match error.help {
            Some(help) => finding.help(help),
            None => finding,
        }
    }
}
