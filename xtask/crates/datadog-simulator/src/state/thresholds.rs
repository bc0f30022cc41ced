//! Comparison with thresholds, and recovery (doc: `monitors/guide/recovery-thresholds`).

use super::State;

/// How a value is compared with a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `>`
    Above,
    /// `>=`
    AboveOrEqual,
    /// `<`
    Below,
    /// `<=`
    BelowOrEqual,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
}

impl Comparator {
    /// Whether `value` crosses `threshold`.
    #[must_use]
    #[allow(clippy::float_cmp)] // the query language compares exactly
    pub fn holds(self, value: f64, threshold: f64) -> bool {
        match self {
            Self::Above => value > threshold,
            Self::AboveOrEqual => value >= threshold,
            Self::Below => value < threshold,
            Self::BelowOrEqual => value <= threshold,
            Self::Equal => value == threshold,
            Self::NotEqual => value != threshold,
        }
    }

    /// Whether `value` has passed a recovery threshold: the inverted comparator is true (rule 9 of `tests/rules`). `==` and `!=` have no recovery
    /// thresholds.
    #[must_use]
    pub fn recovers(self, value: f64, recovery: f64) -> bool {
        match self {
            Self::Above => value <= recovery,
            Self::AboveOrEqual => value < recovery,
            Self::Below => value >= recovery,
            Self::BelowOrEqual => value > recovery,
            Self::Equal | Self::NotEqual => true,
        }
    }

    /// The comparator as queries write it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Above => ">",
            Self::AboveOrEqual => ">=",
            Self::Below => "<",
            Self::BelowOrEqual => "<=",
            Self::Equal => "==",
            Self::NotEqual => "!=",
        }
    }

    /// Whether low values are bad.
    #[must_use]
    pub fn is_below(self) -> bool {
        matches!(self, Self::Below | Self::BelowOrEqual)
    }
}

/// The thresholds of a monitor.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Thresholds {
    /// A value that crosses it is an alert.
    pub critical: Option<f64>,
    /// A value that crosses it is a warning.
    pub warning: Option<f64>,
    /// An alert lasts until the value passes it.
    pub critical_recovery: Option<f64>,
    /// A warning lasts until the value passes it.
    pub warning_recovery: Option<f64>,
    /// Service checks: the number of consecutive OK statuses that recover.
    pub ok: Option<f64>,
    /// Service checks: the number of consecutive UNKNOWN statuses that show as No Data.
    pub unknown: Option<f64>,
}

/// The result of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The new state.
    pub state: State,
    /// The threshold that decided: the one that was crossed, or the recovery threshold that was not passed. If the state is OK, the threshold that would
    /// be crossed first.
    pub by: Option<f64>,
    /// Whether the state lasts only because its recovery threshold was not passed.
    pub held: bool,
}

impl Thresholds {
    /// Compares `value` of a group whose state was `previous`.
    ///
    /// An alert lasts until the value passes `critical_recovery`, a warning until it passes `warning_recovery`. A value that has recovered from the alert
    /// but not passed `warning_recovery` is a warning, because a value that alerted had crossed the warning threshold too.
    #[must_use]
    pub fn evaluate(&self, comparator: Comparator, previous: State, value: f64) -> Comparison {
        let crossed = |threshold: Option<f64>| threshold.filter(|t| comparator.holds(value, *t));
        let unrecovered = |recovery: Option<f64>| recovery.filter(|r| !comparator.recovers(value, *r));
        let comparison = |state, by, held| Comparison {
            state,
            by: Some(by),
            held,
        };
        if let Some(by) = crossed(self.critical) {
            return comparison(State::Alert, by, false);
        }
        if previous == State::Alert
            && let Some(by) = unrecovered(self.critical_recovery)
        {
            return comparison(State::Alert, by, true);
        }
        if let Some(by) = crossed(self.warning) {
            return comparison(State::Warn, by, false);
        }
        if matches!(previous, State::Alert | State::Warn)
            && self.warning.is_some()
            && let Some(by) = unrecovered(self.warning_recovery)
        {
            return comparison(State::Warn, by, true);
        }
        Comparison {
            state: State::Ok,
            by: self.warning.or(self.critical),
            held: false,
        }
    }
}
