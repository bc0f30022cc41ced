//! Runs a case against a monitor.

mod notifications;
mod timeline;

use std::ops::Range;

use datadog_simulator::state::State;
use datadog_simulator::world::Tags;
use datadog_simulator::{Monitor, Outcome, Semantics, SimulationError};

use crate::case::Case;
use crate::notation::Change;

/// The result of running a case.
#[derive(Clone, Debug)]
pub struct CaseResult {
    /// The simulation's outcome; `None` if the monitor could not be evaluated.
    pub outcome: Option<Outcome>,
    /// The differences from what is expected. The case passes if there are none.
    pub failures: Vec<Failure>,
}

impl CaseResult {
    /// Whether the case passed.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

/// A difference from what is expected.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// A group had other states.
    Timeline {
        /// The group.
        group: Tags,
        /// The expected changes; `None` if the timeline does not mention the group, which must then not alert.
        expected: Option<Vec<Change>>,
        /// The state after each change and its time, seconds after the start; `None` if the group does not exist.
        actual: Option<Vec<(Option<State>, i64)>>,
        /// Byte range of the expectation in the test file.
        span: Range<usize>,
    },
    /// A notification differs, is missing, or was not expected.
    Notification {
        /// Seconds after the start.
        at: i64,
        /// The group of the notification; `None` if it is missing.
        group: Option<Tags>,
        /// The difference, lower case, without a full stop.
        message: String,
        /// Byte range of the expectation in the test file.
        span: Range<usize>,
    },
    /// The monitor cannot be evaluated.
    NotEvaluated(SimulationError),
}

impl Case {
    /// Runs the case against `monitor`, which may be a mutant of the monitor that the case was built for.
    #[must_use]
    pub fn run(&self, monitor: &Monitor, semantics: &Semantics) -> CaseResult {
        match monitor.run(&self.world, self.span, semantics) {
            Ok(outcome) => {
                let mut failures = timeline::failures(self, &outcome);
                failures.extend(notifications::failures(self, &outcome));
                CaseResult {
                    outcome: Some(outcome),
                    failures,
                }
            }
            Err(refusal) => CaseResult {
                outcome: None,
                failures: vec![Failure::NotEvaluated(refusal)],
            },
        }
    }
}
