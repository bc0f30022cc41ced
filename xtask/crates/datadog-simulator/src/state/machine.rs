//! The state of one group over time.

use super::{Comparator, NoDataOutcome, OnMissingData, State, Thresholds};
use crate::time::DAY_S;

/// How a monitor judges its groups.
#[derive(Clone, Debug, PartialEq)]
pub struct EvaluationRules {
    /// The comparison; composites and checks come with states.
    pub comparator: Comparator,
    /// What it is compared with.
    pub thresholds: Thresholds,
    /// What missing data mean.
    pub on_missing_data: OnMissingData,
    /// The window's length: data stopped that long before it was first empty.
    pub window_s: i64,
    /// `timeout_h`, in seconds: an alerting group without data is resolved after it.
    pub auto_resolve_s: Option<i64>,
    /// A group without data is dropped after it.
    pub retention_s: i64,
    /// A new group is not judged for so long; zero where there are no groups.
    pub new_group_delay_s: i64,
    /// Whether there are groups. What has none is never dropped.
    pub grouped: bool,
}

/// What one evaluation saw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Observation {
    /// The value of the window.
    Value(f64),
    /// A state that somebody else came to: checks, composites, supplied verdicts. `NAN` where there is no value.
    State(State, f64),
    /// The window is not full enough (rule 7): buckets without data, of how many.
    NotFull {
        /// Buckets without data.
        empty: u32,
        /// Buckets of the window.
        buckets: u32,
        /// Whether the first bucket is empty.
        first_empty: bool,
    },
    /// The window has no values, but other groups have some, and the monitor compares such a group only where none has.
    Quiet,
    /// The window has no values.
    Empty,
}

/// Why an evaluation came out as it did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// The value was compared; `by` is the threshold that decided.
    Compared {
        /// The threshold that was crossed, or the nearest one that was not.
        by: Option<f64>,
    },
    /// The state lasts because the value has not passed this recovery threshold.
    Held {
        /// The recovery threshold.
        recovery: f64,
    },
    /// There was no data, which this monitor compares as zero.
    ZeroForMissing {
        /// As with `Compared`.
        by: Option<f64>,
    },
    /// The state came from elsewhere: statuses of a check, constituents of a composite, a supplied verdict.
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
    /// Skipped: the group is new until then.
    NewGroup {
        /// When it is judged first.
        until: i64,
    },
    /// Skipped: the window has no values.
    NoValues(NoDataOutcome),
}

/// The outcome of one evaluation of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The state after it; `None` while the group has none yet, or no more.
    pub state: Option<State>,
    /// The value, `NAN` where there is none.
    pub value: f64,
    /// Why.
    pub reason: Reason,
}

/// The memory of one group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StateMachine {
    state: Option<State>,
    first_seen: Option<i64>,
    last_seen: Option<i64>,
    empty_since: Option<i64>,
    auto_resolved: bool,
}

impl StateMachine {
    /// A group that reported before the first evaluation, so that it is not new.
    #[must_use]
    pub fn known(last_seen: i64) -> Self {
        Self {
            first_seen: Some(i64::MIN),
            last_seen: Some(last_seen),
            ..Self::default()
        }
    }

    /// The state now.
    #[must_use]
    pub fn state(&self) -> Option<State> {
        self.state
    }

    /// Takes in the observation at `now`. Times must not go back.
    pub fn step(&mut self, rules: &EvaluationRules, now: i64, observation: Observation) -> Step {
        let (value, reason) = match observation {
            Observation::Quiet => self.absent(rules, now, false),
            Observation::Empty => self.absent(rules, now, true),
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
        let judgement = rules
            .thresholds
            .evaluate(rules.comparator, self.state.unwrap_or(State::Ok), value);
        self.state = Some(judgement.state);
        match judgement.by {
            Some(recovery) if judgement.held => Reason::Held { recovery },
            by => Reason::Compared { by },
        }
    }

    /// Without values in the window. `all` says whether no other group has any either: only then one that is compared as zero is.
    fn absent(&mut self, rules: &EvaluationRules, now: i64, all: bool) -> (f64, Reason) {
        let no_values = |absence| (f64::NAN, Reason::NoValues(absence));
        if let Some(until) = self.new_until(rules, now) {
            return (f64::NAN, Reason::NewGroup { until });
        }
        if all && rules.on_missing_data == OnMissingData::Zero && (!rules.grouped || self.last_seen.is_some()) {
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
