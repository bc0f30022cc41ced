//! The state of one group from evaluation to evaluation.

use super::{Comparator, NoDataOutcome, OnMissingData, State, Thresholds};
use crate::time::DAY_S;

/// The rules by which a monitor evaluates its groups.
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluationRules {
    /// How values are compared. Not used for composites and service checks, which observe states.
    pub comparator: Comparator,
    /// The thresholds that values are compared with.
    pub thresholds: Thresholds,
    /// What to do on no data.
    pub on_missing_data: OnMissingData,
    /// The length of the window in seconds. The data stopped that long before the first evaluation with an empty window.
    pub window_s: i64,
    /// `timeout_h` in seconds: a group without data that is not OK is resolved after it.
    pub auto_resolve_s: Option<i64>,
    /// Seconds after which a group without data is dropped.
    pub retention_s: i64,
    /// Seconds during which a new group is not evaluated.
    pub new_group_delay_s: i64,
    /// Whether the monitor has groups. Without groups there is no delay for new groups, and nothing is dropped.
    pub grouped: bool,
}

/// What one evaluation observed for one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Observation {
    /// The value of the window.
    Value(f64),
    /// A state that was determined elsewhere, by a service check, a composite or a supplied verdict, and its value, `NAN` without one.
    State(State, f64),
    /// The window is not full (rule 7 of `tests/rules`).
    NotFull {
        /// Buckets without data.
        empty: u32,
        /// Buckets of the window.
        buckets: u32,
        /// Whether the first bucket is empty.
        first_empty: bool,
    },
    /// The window has no values, but other groups have some, and the monitor compares an empty group only if all groups are empty.
    Quiet,
    /// The window has no values.
    Empty,
}

/// Why an evaluation came to its result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// The value was compared with the thresholds.
    Compared {
        /// The threshold that decided: the one that was crossed, or the first one that would be.
        by: Option<f64>,
    },
    /// The state stays because the value has not passed the recovery threshold.
    Held {
        /// The recovery threshold.
        recovery: f64,
    },
    /// There was no data, which this monitor evaluates as zero.
    ZeroForMissing {
        /// The threshold that decided, as in [`Reason::Compared`].
        by: Option<f64>,
    },
    /// The state was determined elsewhere: by the statuses of a check, the constituents of a composite or a supplied verdict.
    Supplied,
    /// Skipped: the window is not full.
    NotFull {
        /// Buckets without data.
        empty: u32,
        /// Buckets of the window.
        buckets: u32,
        /// Whether the first bucket is empty.
        first_empty: bool,
    },
    /// Skipped: the group is new.
    NewGroup {
        /// When its delay ends, in unix seconds.
        until: i64,
    },
    /// Skipped: the window has no values.
    NoValues(NoDataOutcome),
}

/// The result of one evaluation of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The state after the evaluation; `None` before the group's first state and after it is dropped.
    pub state: Option<State>,
    /// The value, `NAN` without one.
    pub value: f64,
    /// Why the evaluation came to this result.
    pub reason: Reason,
}

/// The state of one group, and what the next evaluation needs to know about the past.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StateMachine {
    state: Option<State>,
    first_seen: Option<i64>,
    last_seen: Option<i64>,
    empty_since: Option<i64>,
    auto_resolved: bool,
}

impl StateMachine {
    /// A group that reported at `last_seen`, before the first evaluation, so that it is not new.
    #[must_use]
    pub fn known(last_seen: i64) -> Self {
        Self {
            first_seen: Some(i64::MIN),
            last_seen: Some(last_seen),
            ..Self::default()
        }
    }

    /// The state after the last evaluation.
    #[must_use]
    pub fn state(&self) -> Option<State> {
        self.state
    }

    /// Evaluates the observation at `now` (unix seconds). `now` must not decrease from call to call.
    pub fn step(&mut self, rules: &EvaluationRules, now: i64, observation: Observation) -> Step {
        let (value, reason) = match observation {
            Observation::Quiet => self.without_values(rules, now, false),
            Observation::Empty => self.without_values(rules, now, true),
            Observation::NotFull {
                empty,
                buckets,
                first_empty,
            } => {
                self.saw(now);
                (
                    f64::NAN,
                    Reason::NotFull {
                        empty,
                        buckets,
                        first_empty,
                    },
                )
            }
            Observation::Value(value) => {
                self.saw(now);
                match self.new_until(rules, now) {
                    Some(until) => (value, Reason::NewGroup { until }),
                    None => (value, self.compare(rules, value)),
                }
            }
            Observation::State(state, value) => {
                self.saw(now);
                match self.new_until(rules, now) {
                    Some(until) => (value, Reason::NewGroup { until }),
                    None => {
                        self.state = Some(state);
                        (value, Reason::Supplied)
                    }
                }
            }
        };
        Step {
            state: self.state,
            value,
            reason,
        }
    }

    fn saw(&mut self, now: i64) {
        let forgotten = self.last_seen.is_none_or(|seen| now - seen >= DAY_S);
        if self.first_seen.is_none() || forgotten {
            self.first_seen = Some(now);
        }
        self.last_seen = Some(now);
        self.empty_since = None;
        self.auto_resolved = false;
    }

    fn new_until(&self, rules: &EvaluationRules, now: i64) -> Option<i64> {
        let until = self.first_seen?.saturating_add(rules.new_group_delay_s);
        (rules.grouped && now < until).then_some(until)
    }

    fn compare(&mut self, rules: &EvaluationRules, value: f64) -> Reason {
        let comparison = rules
            .thresholds
            .evaluate(rules.comparator, self.state.unwrap_or(State::Ok), value);
        self.state = Some(comparison.state);
        match comparison.by {
            Some(recovery) if comparison.held => Reason::Held { recovery },
            by => Reason::Compared { by },
        }
    }

    /// Evaluates a window without values. `zero_allowed` is false if such a group is not evaluated as zero because other groups have values.
    fn without_values(&mut self, rules: &EvaluationRules, now: i64, zero_allowed: bool) -> (f64, Reason) {
        let no_values = |outcome| (f64::NAN, Reason::NoValues(outcome));
        if let Some(until) = self.new_until(rules, now) {
            return (f64::NAN, Reason::NewGroup { until });
        }
        if zero_allowed && rules.on_missing_data == OnMissingData::Zero && (!rules.grouped || self.last_seen.is_some())
        {
            return self.zero(rules, now);
        }
        if self.last_seen.is_none() {
            return no_values(NoDataOutcome::NeverReported);
        }
        let empty_since = *self.empty_since.get_or_insert(now);
        if rules.grouped && now - empty_since >= rules.retention_s {
            self.state = None;
            return no_values(NoDataOutcome::Dropped);
        }
        if self.auto_resolved {
            return no_values(NoDataOutcome::AutoResolved);
        }
        if rules.auto_resolve_s.is_some_and(|s| now - empty_since >= s) && self.state.is_some_and(State::is_alertworthy)
        {
            self.auto_resolved = true;
            self.state = Some(State::Ok);
            return no_values(NoDataOutcome::AutoResolved);
        }
        no_values(self.no_data(rules, now, empty_since))
    }

    fn zero(&mut self, rules: &EvaluationRules, now: i64) -> (f64, Reason) {
        let empty_since = *self.empty_since.get_or_insert(now);
        if rules.grouped && now - empty_since >= rules.retention_s {
            self.state = None;
            return (f64::NAN, Reason::NoValues(NoDataOutcome::Dropped));
        }
        match self.compare(rules, 0.0) {
            Reason::Compared { by } => (0.0, Reason::ZeroForMissing { by }),
            held => (0.0, held),
        }
    }

    fn no_data(&mut self, rules: &EvaluationRules, now: i64, empty_since: i64) -> NoDataOutcome {
        match rules.on_missing_data {
            OnMissingData::Zero | OnMissingData::LastStatus | OnMissingData::Legacy { notify: false, .. } => {
                NoDataOutcome::LastStatus
            }
            OnMissingData::ShowNoData | OnMissingData::NotifyNoData => {
                self.state = Some(State::NoData);
                NoDataOutcome::NoData
            }
            OnMissingData::Resolve => {
                self.state = Some(State::Ok);
                NoDataOutcome::Resolved
            }
            OnMissingData::Legacy { after_s, .. } => {
                let at = empty_since - rules.window_s + after_s;
                if now < at {
                    return NoDataOutcome::NoDataAt(at);
                }
                self.state = Some(State::NoData);
                NoDataOutcome::NoData
            }
        }
    }
}
