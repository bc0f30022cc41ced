//! Turns values into states: thresholds, recovery, no data, new groups, auto-resolve, retention.

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
    /// No threshold is crossed.
    Ok,
    /// The warning threshold is crossed.
    Warn,
    /// The critical threshold is crossed.
    Alert,
    /// There is no data, and the monitor shows that as a state.
    NoData,
}

impl State {
    /// The severity that decides when states are combined: Alert 4, Warn 3, No Data 2, OK 1 (doc: `monitors/types/composite`).
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
