//! A case against a monitor.

mod notifications;
mod timeline;

use std::ops::Range;

use datadog_simulator::state::State;
use datadog_simulator::world::Tags;
use datadog_simulator::{Monitor, Outcome, Refusal, Semantics};

use crate::case::Case;
use crate::notation::Change;

pub(crate) use notifications::glob;

/// What came of a case.
#[derive(Clone, Debug)]
pub struct CaseResult {
    /// Everything that happened; nothing where the monitor was not run.
    pub outcome: Option<Outcome>,
    /// What is not as expected. Without any the case has passed.
    pub failures: Vec<Failure>,
}

impl CaseResult {
    /// Whether everything came as expected.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

/// Something that is not as expected.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The states of a group are others.
    Timeline {
        /// The group.
        group: Tags,
        /// What is expected; nothing where the group is not expected to alert.
        expected: Option<Vec<Change>>,
        /// The state after each change and its time, seconds after the start; nothing where there is no such group.
        actual: Option<Vec<(Option<State>, i64)>>,
        /// Where it is stated.
        span: Range<usize>,
    },
    /// A notification is another, is missing, or should not be.
    Notification {
        /// Seconds after the start.
        at: i64,
        /// The group it is about, where there is a notification.
        group: Option<Tags>,
        /// What is wrong with it, lower case, without a full stop.
        message: String,
        /// Where it is stated.
        span: Range<usize>,
    },
    /// The monitor cannot be evaluated.
    Refused(Refusal),
}

impl Case {
    /// Runs the case against `monitor`, which need not be the one that it was built for.
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
                failures: vec![Failure::Refused(refusal)],
            },
        }
    }
}
