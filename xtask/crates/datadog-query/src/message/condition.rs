//! Conditions of blocks.

use super::{Argument, Path, Status, Transition};

/// The condition of a block.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Condition {
    /// `is_alert` and the like.
    Status(StatusCondition),
    /// `is_priority 'P1'`: 1 to 5.
    Priority(u8),
    /// `is_match "variable" "text" ...`: the value contains one of the texts; with `exact`, it is one of them.
    Match {
        /// Whether it is `is_exact_match`.
        exact: bool,
        /// The compared value.
        subject: Argument,
        /// The texts, one or more. An empty text is contained in every value that is not empty, and equals a value that is empty or absent.
        texts: Vec<String>,
    },
    /// `if path`: it exists and is neither empty nor false.
    If(Path),
    /// `unless path`.
    Unless(Path),
    /// `each path`: shown once for each element.
    Each(Path),
    /// `with path`: shown if it exists; names inside are relative to it.
    With(Path),
}

/// Blocks that depend on the transition alone (doc: monitors/notify/variables, "Conditional variables").
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum StatusCondition {
    /// The status is ALERT.
    Alert,
    /// The status is WARN.
    Warning,
    /// It recovers from any other status.
    Recovery,
    /// It recovers from ALERT. (On a change from ALERT to WARN its recipients get an empty notification, which this crate does not show.)
    AlertRecovery,
    /// It recovers from WARN.
    WarningRecovery,
    /// It goes from ALERT to WARN.
    AlertToWarning,
    /// It goes from WARN to ALERT.
    WarningToAlert,
    /// There is no data.
    NoData,
    /// It recovers from NO DATA.
    NoDataRecovery,
    /// A service check returns UNKNOWN.
    Unknown,
    /// It is a reminder.
    Renotify,
}

const STATUS_CONDITIONS: [(&str, StatusCondition); 11] = [
    ("is_alert", StatusCondition::Alert),
    ("is_warning", StatusCondition::Warning),
    ("is_recovery", StatusCondition::Recovery),
    ("is_alert_recovery", StatusCondition::AlertRecovery),
    ("is_warning_recovery", StatusCondition::WarningRecovery),
    ("is_alert_to_warning", StatusCondition::AlertToWarning),
    ("is_warning_to_alert", StatusCondition::WarningToAlert),
    ("is_no_data", StatusCondition::NoData),
    ("is_no_data_recovery", StatusCondition::NoDataRecovery),
    ("is_unknown", StatusCondition::Unknown),
    ("is_renotify", StatusCondition::Renotify),
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

impl StatusCondition {
    /// The condition `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        STATUS_CONDITIONS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, state)| *state)
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        // Every variant is in the table.
        STATUS_CONDITIONS
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
            Self::Status(status) => status.name(),
            Self::Priority(_) => "is_priority",
            Self::Match { exact: false, .. } => "is_match",
            Self::Match { exact: true, .. } => "is_exact_match",
            Self::If(_) => "if",
            Self::Unless(_) => "unless",
            Self::Each(_) => "each",
            Self::With(_) => "with",
        }
    }

    /// Whether its value may be `holds` on `transition`. A condition that does not depend on the transition may be either.
    #[must_use]
    pub fn may_be(&self, holds: bool, transition: Transition) -> bool {
        match self {
            Self::Status(status) => status.holds(transition) == holds,
            _ => true,
        }
    }
}

/// A condition that surrounds a part of the message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guard<'a> {
    /// The condition.
    pub condition: &'a Condition,
    /// Whether it must hold or must not hold.
    pub holds: bool,
    /// The first byte of the opening tag of its block.
    pub open: usize,
}

impl Guard<'_> {
    /// Whether it may be fulfilled on `transition`. A condition on anything else counts as possible.
    #[must_use]
    pub fn may_pass(&self, transition: Transition) -> bool {
        self.condition.may_be(self.holds, transition)
    }
}
