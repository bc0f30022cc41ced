//! What must hold for a block to be shown.

use super::{Argument, Path, Status, Transition};

/// The condition of a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// `is_alert` and its like.
    State(State),
    /// `is_priority 'P1'`: 1 to 5.
    Priority(u8),
    /// `is_match "variable" "text" ...`: the value contains one of the texts; with `exact`, it is one of them.
    Match {
        /// Whether it is `is_exact_match`.
        exact: bool,
        /// What is compared.
        subject: Argument,
        /// The texts, one or more. An empty one is contained in every value that is not empty, and is exactly one that is empty or absent.
        texts: Vec<String>,
    },
    /// `if path`: it exists and is neither empty nor false.
    If(Path),
    /// `unless path`.
    Unless(Path),
    /// `each path`: once for each element.
    Each(Path),
    /// `with path`: where it exists, with names within it.
    With(Path),
}

/// Blocks that depend on the transition alone (doc: monitors/notify/variables, "Conditional variables").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The monitor alerts.
    Alert,
    /// It warns.
    Warning,
    /// It recovers from any status.
    Recovery,
    /// It recovers from ALERT. (On ALERT to WARN its recipients get an empty notification, which is not shown here.)
    AlertRecovery,
    /// It recovers from WARN.
    WarningRecovery,
    /// It goes from ALERT to WARN.
    AlertToWarning,
    /// It goes from WARN to ALERT.
    WarningToAlert,
    /// Data is missing.
    NoData,
    /// Data is back and all is well.
    NoDataRecovery,
    /// A check answers UNKNOWN.
    Unknown,
    /// It is a reminder.
    Renotify,
}

const STATES: [(&str, State); 11] = [
    ("is_alert", State::Alert),
    ("is_warning", State::Warning),
    ("is_recovery", State::Recovery),
    ("is_alert_recovery", State::AlertRecovery),
    ("is_warning_recovery", State::WarningRecovery),
    ("is_alert_to_warning", State::AlertToWarning),
    ("is_warning_to_alert", State::WarningToAlert),
    ("is_no_data", State::NoData),
    ("is_no_data_recovery", State::NoDataRecovery),
    ("is_unknown", State::Unknown),
    ("is_renotify", State::Renotify),
];

/// Every name a block may have.
pub(super) const BLOCKS: [&str; 18] = [
    "is_alert",
    "is_warning",
    "is_recovery",
    "is_alert_recovery",
    "is_warning_recovery",
    "is_alert_to_warning",
    "is_warning_to_alert",
    "is_no_data",
    "is_no_data_recovery",
    "is_unknown",
    "is_renotify",
    "is_priority",
    "is_match",
    "is_exact_match",
    "if",
    "unless",
    "each",
    "with",
];

impl State {
    /// The state of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        STATES.iter().find(|(known, _)| *known == name).map(|(_, state)| *state)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        // Every state is in the table.
        STATES
            .iter()
            .find(|(_, state)| *state == self)
            .map_or("", |(name, _)| name)
    }

    /// Whether it holds on `transition`.
    #[must_use]
    pub fn holds(self, transition: Transition) -> bool {
        let Transition { from, to, renotify } = transition;
        let recovers_from = |status: Status| from == status && to == Status::Ok;
        match self {
            Self::Alert => to == Status::Alert,
            Self::Warning => to == Status::Warn,
            Self::NoData => to == Status::NoData,
            Self::Unknown => to == Status::Unknown,
            Self::Recovery => from != Status::Ok && to == Status::Ok,
            Self::AlertRecovery => recovers_from(Status::Alert),
            Self::WarningRecovery => recovers_from(Status::Warn),
            Self::NoDataRecovery => recovers_from(Status::NoData),
            Self::AlertToWarning => from == Status::Alert && to == Status::Warn,
            Self::WarningToAlert => from == Status::Warn && to == Status::Alert,
            Self::Renotify => renotify,
        }
    }
}

impl Condition {
    /// The name of its block.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::State(state) => state.name(),
            Self::Priority(_) => "is_priority",
            Self::Match { exact: false, .. } => "is_match",
            Self::Match { exact: true, .. } => "is_exact_match",
            Self::If(_) => "if",
            Self::Unless(_) => "unless",
            Self::Each(_) => "each",
            Self::With(_) => "with",
        }
    }

    /// Whether it may be `true` or `false`, as `holds` says, on `transition`; what does not depend on that may be both.
    #[must_use]
    pub fn may_be(&self, holds: bool, transition: Transition) -> bool {
        match self {
            Self::State(state) => state.holds(transition) == holds,
            _ => true,
        }
    }
}

/// A condition that surrounds a part of the message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guard<'a> {
    /// The condition.
    pub condition: &'a Condition,
    /// Whether it must hold, or must not.
    pub holds: bool,
    /// Where the opening tag of its block begins.
    pub open: usize,
}

impl Guard<'_> {
    /// Whether `transition` lets it pass; conditions on anything else may hold or not.
    #[must_use]
    pub fn may_pass(&self, transition: Transition) -> bool {
        self.condition.may_be(self.holds, transition)
    }
}
