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
    /// Whether the condition holds.
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

    /// Whether a value has passed a recovery threshold: the comparator inverted (facts: rule 9). `==` and `!=` have no recovery thresholds.
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

    /// As it is written.
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
    /// Beyond it: Alert.
    pub critical: Option<f64>,
    /// Beyond it: Warn.
    pub warning: Option<f64>,
    /// An alert lasts until it is passed.
    pub critical_recovery: Option<f64>,
    /// A warning lasts until it is passed.
    pub warning_recovery: Option<f64>,
    /// Service checks: consecutive OK statuses that recover.
    pub ok: Option<f64>,
    /// Service checks: consecutive UNKNOWN statuses that show as No Data.
    pub unknown: Option<f64>,
}

/// The outcome of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The state that follows.
    pub state: State,
    /// The threshold that decided: the one that is crossed, or the recovery threshold that is not passed yet.
    pub by: Option<f64>,
    /// Whether the state lasts only because a recovery threshold is not passed.
    pub held: bool,
}

impl Thresholds {
    /// Judges `value` of a group that was in `previous`.
    ///
    /// An alert lasts until `critical_recovery` is passed, a warning until `warning_recovery`. A value that has recovered from the alert but not passed
    /// `warning_recovery` is a warning: whoever alerts has been beyond the warning threshold too.
    #[must_use]
    pub fn evaluate(&self, comparator: Comparator, previous: State, value: f64) -> Comparison {
        let crossed = |threshold: Option<f64>| threshold.filter(|t| comparator.holds(value, *t));
        let unrecovered = |recovery: Option<f64>| recovery.filter(|r| !comparator.recovers(value, *r));
        let judgement = |state, by, held| Comparison {
            state,
            by: Some(by),
            held,
        };
        if let Some(by) = crossed(self.critical) {
            return judgement(State::Alert, by, false);
        }
        if previous == State::Alert
            && let Some(by) = unrecovered(self.critical_recovery)
        {
            return judgement(State::Alert, by, true);
        }
        if let Some(by) = crossed(self.warning) {
            return judgement(State::Warn, by, false);
        }
        if matches!(previous, State::Alert | State::Warn)
            && self.warning.is_some()
            && let Some(by) = unrecovered(self.warning_recovery)
        {
            return judgement(State::Warn, by, true);
        }
        Comparison {
            state: State::Ok,
            by: self.warning.or(self.critical),
            held: false,
        }
    }
}
