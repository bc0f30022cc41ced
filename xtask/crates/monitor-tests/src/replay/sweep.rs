//! A range of values for a threshold: `critical=1..10`, `critical=1..10/0.5`.

use std::fmt;
use std::str::FromStr;

use datadog_simulator::state::{State, Thresholds};
use diagnostics::{Diagnostic, suggestion};

use crate::replay::Replay;
use crate::replay::episode::Episode;
use crate::replay::print::number;
use crate::replay::thresholds::{moved, tidy};

/// The threshold that a sweep varies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// `critical`
    Critical,
    /// `warning`
    Warning,
}

/// A range of values for a threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sweep {
    /// The threshold.
    pub threshold: Threshold,
    /// The first value.
    pub from: f64,
    /// The upper bound of the values.
    pub to: f64,
    /// The step between two values; positive.
    pub step: f64,
}

/// Why a text is not a valid sweep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SweepError(String);

/// The maximum number of rows, for readers and for the run time.
const ROWS_MAX: usize = 1000;

impl fmt::Display for SweepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for SweepError {}

impl FromStr for Sweep {
    type Err = SweepError;

    fn from_str(text: &str) -> Result<Self, SweepError> {
        let error = |what: String| {
            SweepError(format!(
                "{what}; write `critical=1..10`, or with a step `critical=1..10/0.5`"
            ))
        };
        let (name, range) = text
            .split_once('=')
            .ok_or_else(|| error(format!("'{text}' does not name a threshold")))?;
        let threshold = match name.trim() {
            "critical" => Threshold::Critical,
            "warning" => Threshold::Warning,
            other => {
                return Err(SweepError(format!(
                    "no threshold is named '{other}'; {}",
                    suggestion(other, ["critical", "warning"])
                )));
            }
        };
        let (range, step) = range
            .split_once('/')
            .map_or((range, None), |(range, step)| (range, Some(step)));
        let (from, to) = range
            .split_once("..")
            .ok_or_else(|| error(format!("'{range}' is not a range")))?;
        let read = |text: &str| {
            let number = text
                .trim()
                .parse::<f64>()
                .ok()
                .filter(|n| n.is_finite() && n.abs() < 1e15);
            number.ok_or_else(|| error(format!("'{}' is not a number", text.trim())))
        };
        let sweep = Self {
            threshold,
            from: read(from)?,
            to: read(to)?,
            step: step.map_or(Ok(1.0), read)?,
        };
        if sweep.step <= 0.0 {
            return Err(error(format!("the step must be positive, not {}", number(sweep.step))));
        }
        if sweep.from > sweep.to {
            return Err(error(format!(
                "the range from {} to {} is empty",
                number(sweep.from),
                number(sweep.to)
            )));
        }
        if (sweep.to - sweep.from) / sweep.step >= ROWS_MAX as f64 {
            return Err(error(format!("more than {ROWS_MAX} values")));
        }
        Ok(sweep)
    }
}

impl fmt::Display for Sweep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self.threshold {
            Threshold::Critical => "critical",
            Threshold::Warning => "warning",
        };
        write!(f, "{name}={}..{}/{}", self.from, self.to, self.step)
    }
}

impl Sweep {
    /// Its values, ascending.
    #[must_use]
    pub fn values(&self) -> Vec<f64> {
        // with a tolerance of half a millionth of a step, because 0.1 + 2 * 0.1 exceeds 0.3
        let count = ((self.to - self.from) / self.step + 5e-7).floor().max(0.0) as usize;
        (0..=count.min(ROWS_MAX))
            .map(|i| tidy(self.from + i as f64 * self.step))
            .collect()
    }
}

/// The totals of a run with given thresholds.
#[derive(Clone, Debug, PartialEq)]
pub struct SweepRow {
    /// The thresholds.
    pub thresholds: Thresholds,
    /// Whether these are the monitor's own thresholds.
    pub is_current: bool,
    /// The number of notifications that paged.
    pub pages: u32,
    /// The number of notifications, without recoveries.
    pub notified: u32,
    /// The number of alerts, over all groups.
    pub alerts: usize,
    /// The number of groups that alerted.
    pub groups: usize,
    /// Seconds in Alert, summed over all groups.
    pub alert_s: i64,
    /// Seconds of the longest alert.
    pub longest_s: i64,
}

impl SweepRow {
    /// The totals of one run.
    #[must_use]
    pub(crate) fn of(episodes: &[Episode], thresholds: Thresholds, is_current: bool, end: i64) -> Self {
        let alerts: Vec<&Episode> = episodes.iter().filter(|s| s.state == State::Alert).collect();
        let mut groups: Vec<_> = alerts.iter().map(|s| &s.group).collect();
        groups.sort();
        groups.dedup();
        Self {
            thresholds,
            is_current,
            pages: episodes.iter().map(|s| s.pages).sum(),
            notified: episodes.iter().map(|s| s.notified).sum(),
            alerts: alerts.len(),
            groups: groups.len(),
            alert_s: alerts.iter().map(|s| s.length_s(end)).sum(),
            longest_s: alerts.iter().map(|s| s.length_s(end)).max().unwrap_or(0),
        }
    }
}

impl Replay<'_> {
    /// The totals with the monitor's own thresholds.
    #[must_use]
    pub fn current(&self) -> SweepRow {
        SweepRow::of(
            self.episodes(),
            *self.target().monitor.thresholds(),
            true,
            self.span().to,
        )
    }

    /// One row for each combination of the sweeps' values, including the monitor's own thresholds. Omits combinations that Datadog would reject, such as a
    /// warning beyond the critical threshold.
    ///
    /// # Errors
    /// A threshold is swept twice, the monitor lacks it, or there are too many combinations.
    pub fn sweep(&self, sweeps: &[Sweep]) -> Result<Vec<SweepRow>, Vec<Diagnostic>> {
        let own = *self.target().monitor.thresholds();
        let mut of = [None, None];
        for sweep in sweeps {
            let (slot, has) = match sweep.threshold {
                Threshold::Critical => (0, own.critical.is_some()),
                Threshold::Warning => (1, own.warning.is_some()),
            };
            if of[slot].is_some() {
                return Err(vec![Diagnostic::error(
                    "usage/sweep",
                    format!("'{sweep}': this threshold is swept twice"),
                )]);
            }
            if !has {
                let name = self.target().name;
                let finding = Diagnostic::error(
                    "usage/sweep",
                    format!("'{sweep}': monitor '{name}' has no such threshold"),
                );
                return Err(vec![finding.help("sweep a threshold that the monitor has")]);
            }
            of[slot] = Some(sweep.values());
        }
        let [criticals, warnings] =
            of.map(|values| values.map_or(vec![None], |v| v.into_iter().map(Some).collect::<Vec<_>>()));
        if criticals.len() * warnings.len() > ROWS_MAX {
            return Err(vec![
                Diagnostic::error(
                    "usage/sweep",
                    format!("the sweeps have more than {ROWS_MAX} combinations"),
                )
                .help("use larger steps"),
            ]);
        }
        let comparator = self.target().monitor.comparator();
        let all = criticals.iter().flat_map(|c| warnings.iter().map(|w| (*c, *w)));
        let mut rows = Vec::new();
        for thresholds in all.filter_map(|(c, w)| moved(&own, comparator, c, w)) {
            rows.push(SweepRow::of(
                &self.with_thresholds(thresholds)?,
                thresholds,
                thresholds == own,
                self.span().to,
            ));
        }
        if !rows.iter().any(|r| r.is_current) {
            rows.push(self.current());
        }
        let order = |t: Option<f64>| t.unwrap_or(f64::NEG_INFINITY);
        rows.sort_by(|a, b| {
            let by = |f: fn(&Thresholds) -> Option<f64>| order(f(&a.thresholds)).total_cmp(&order(f(&b.thresholds)));
            by(|t| t.critical).then(by(|t| t.warning))
        });
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<f64> {
        text.parse::<Sweep>().unwrap_or_else(|e| panic!("{e}")).values()
    }

    #[test]
    fn both_ends_are_included() {
        assert_eq!(values("critical=1..4"), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(values("warning=0.1..0.3/0.1"), [0.1, 0.2, 0.3]);
        assert_eq!(values("critical=-1..0/0.5"), [-1.0, -0.5, 0.0]);
        assert_eq!(values("critical=1..2.5"), [1.0, 2.0]);
        assert_eq!(values("critical=5..5"), [5.0]);
    }

    #[test]
    fn an_invalid_sweep_is_rejected() {
        let check = |text: &str, expected: &str| {
            let error = text.parse::<Sweep>().expect_err("an error").to_string();
            assert!(error.starts_with(expected), "{error}");
        };
        check("1..10", "'1..10' does not name a threshold");
        check(
            "critcal=1..10",
            "no threshold is named 'critcal'; did you mean 'critical'?",
        );
        check("critical=5", "'5' is not a range");
        check("critical=1..x", "'x' is not a number");
        check("critical=1..NaN", "'NaN' is not a number");
        check("critical=10..1", "the range from 10 to 1 is empty");
        check("critical=1..10/0", "the step must be positive, not 0");
        check("critical=0..1/0.00001", "more than 1000 values");
    }
}
