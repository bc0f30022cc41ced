//! How long monitors took to detect what was injected: what the evidence and `docs/observability/monitoring.md` show.

use serde::{Deserialize, Serialize};

use crate::plan::GOAL_S;
use crate::verdict::Verdict;

/// The file with the detections of the published runs, from the root of the repository.
pub const DETECTIONS: &str = "docs/observability/times-to-detect.json";

/// A monitor that a scenario expects to alert, and how long it took. Times in seconds after the injection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detection {
    /// `<service>/<name>` of the monitor.
    pub monitor: String,
    /// The scenario.
    pub scenario: String,
    /// The environment whose monitors were evaluated.
    pub environment: String,
    /// The monitor's priority.
    pub priority: Option<u8>,
    /// Until somebody was notified of a warning.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub warned_s: Option<i64>,
    /// Until the state that is expected.
    pub detected_s: i64,
    /// Until somebody was notified of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub notified_s: Option<i64>,
    /// Why it may be later than the goal.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub late_because: Option<String>,
}

/// How a detection compares with the goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// There is none for its priority.
    None,
    /// Somebody was notified in time.
    Met,
    /// Later, for a reason that the scenario states.
    Excepted,
    /// Later, or nobody was notified.
    Missed,
}

impl Goal {
    /// A word for a table.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Met => "met",
            Self::Excepted => "exception",
            Self::Missed => "missed",
        }
    }
}

impl Detection {
    /// The detections of a run, in the order of its expectations.
    #[must_use]
    pub fn of(verdict: &Verdict) -> Vec<Self> {
        let detection = |expectation: &crate::Expectation| {
            let monitor = expectation.monitor.clone()?;
            Some(Self {
                scenario: verdict.scenario.clone(),
                environment: verdict.environment.clone(),
                priority: verdict.priorities.get(&monitor).copied(),
                monitor,
                warned_s: expectation.warned_s,
                detected_s: expectation.detected_s?,
                notified_s: expectation.notified_s,
                late_because: expectation.late_because.clone(),
            })
        };
        verdict.expectations.iter().filter_map(detection).collect()
    }

    /// Whether it meets the goal.
    #[must_use]
    pub fn goal(&self) -> Goal {
        match (self.priority, self.notified_s, &self.late_because) {
            (Some(1), Some(after), _) if after <= GOAL_S => Goal::Met,
            (Some(1), Some(_), Some(_)) => Goal::Excepted,
            (Some(1), ..) => Goal::Missed,
            _ => Goal::None,
        }
    }
}

/// `4 min`, `40 s`.
#[must_use]
pub fn minutes(seconds: i64) -> String {
    match seconds {
        0..120 => format!("{seconds} s"),
        _ if seconds % 60 == 0 => format!("{} min", seconds / 60),
        _ => format!("{:.1} min", seconds as f64 / 60.0),
    }
}

/// `4:00`, `100:05`: minutes and seconds, as what a run prints and its evidence have all times.
#[must_use]
pub fn clock(seconds: i64) -> String {
    let sign = if seconds < 0 { "-" } else { "" };
    format!("{sign}{}:{:02}", seconds.abs() / 60, seconds.abs() % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_minutes_and_seconds() {
        let check = |seconds: i64, expected: &str| assert_eq!(clock(seconds), expected);
        check(0, "0:00");
        check(65, "1:05");
        check(6000, "100:00");
        check(-30, "-0:30");
    }

    #[test]
    fn a_late_page_needs_a_reason() {
        let check = |priority, notified_s, because: Option<&str>, expected| {
            let detection = Detection {
                monitor: "a/b".to_owned(),
                scenario: "c".to_owned(),
                environment: "prod".to_owned(),
                priority,
                warned_s: None,
                detected_s: 60,
                notified_s,
                late_because: because.map(str::to_owned),
            };
            assert_eq!(detection.goal(), expected);
        };
        check(Some(1), Some(300), None, Goal::Met);
        check(Some(1), Some(301), None, Goal::Missed);
        check(Some(1), Some(301), Some("it is slow"), Goal::Excepted);
        check(Some(1), None, Some("it is slow"), Goal::Missed);
        check(Some(2), Some(900), None, Goal::None);
    }
}
