//! From values to states: thresholds, recovery, missing data, new groups, auto-resolve, retention.

mod machine;
mod no_data;
mod thresholds;

pub use machine::{EvaluationRules, Observation, Reason, StateMachine, Step};
pub use no_data::{NoDataOutcome, OnMissingData};
pub use thresholds::{Comparator, Comparison, Thresholds};

use std::fmt;

/// The state of a group or a monitor (doc: `monitors/status`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing is wrong.
    Ok,
    /// Beyond the warning threshold.
    Warn,
    /// Beyond the critical threshold.
    Alert,
    /// Data are missing, and the monitor says so.
    NoData,
}

impl State {
    /// How severe it is where states are combined: Alert 4, Warn 3, No Data 2, OK 1 (doc: `monitors/types/composite`).
    #[must_use]
    pub fn severity(self) -> u8 {
        match self {
            Self::Ok => 1,
            Self::NoData => 2,
            Self::Warn => 3,
            Self::Alert => 4,
        }
    }

    /// Whether it is anything but OK.
    #[must_use]
    pub fn is_alertworthy(self) -> bool {
        self != Self::Ok
    }

    /// The more severe of two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if other.severity() > self.severity() {
            other
        } else {
            self
        }
    }

    /// The less severe of two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if other.severity() < self.severity() {
            other
        } else {
            self
        }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ok => "OK",
            Self::Warn => "Warn",
            Self::Alert => "Alert",
            Self::NoData => "No Data",
        })
    }
}
