//! The transitions that a monitor can notify about, and the conditional sections of its messages.

use datadog_query::message::{Status, Transition};

use super::{CompiledQuery, Monitor};
use crate::message_branch::ConditionalSection;
use crate::semantics::Semantics;
use crate::state::{OnMissingData, State};

impl Monitor {
    /// Every transition that this monitor can notify about. This is a superset, because it does not consider which values the telemetry can have.
    #[must_use]
    pub fn transitions(&self) -> Vec<Transition> {
        let policy = self.policy(&Semantics::default());
        let states: Vec<State> = [State::Ok, State::Warn, State::Alert, State::NoData]
            .into_iter()
            .filter(|s| self.may_be(*s))
            .collect();
        let notifies = |state: &State| policy.no_data || *state != State::NoData;
        let mut out = Vec::new();
        for to in states.iter().copied().filter(notifies) {
            for status in self.statuses(to) {
                let from = states.iter().copied().filter(|from| *from != to).map(Status::from);
                out.extend(from.map(|from| Transition {
                    from,
                    to: status,
                    renotify: false,
                }));
                if policy
                    .renotify
                    .as_ref()
                    .is_some_and(|renotify| renotify.states.contains(&to))
                {
                    out.push(Transition {
                        from: status,
                        to: status,
                        renotify: true,
                    });
                }
            }
        }
        out
    }

    /// The conditional sections of its title and its messages, in that order.
    #[must_use]
    pub fn sections(&self) -> Vec<ConditionalSection> {
        self.template.sections(&self.transitions())
    }

    /// Whether one of its groups can reach `state`.
    #[must_use]
    pub fn may_be(&self, state: State) -> bool {
        let elsewhere = matches!(self.query, CompiledQuery::Composite(_) | CompiledQuery::NotEvaluated(_));
        match state {
            State::Ok => true,
            State::Alert => elsewhere || self.thresholds.critical.is_some(),
            State::Warn => elsewhere || self.thresholds.warning.is_some(),
            State::NoData => match self.on_missing_data {
                OnMissingData::ShowNoData
                | OnMissingData::NotifyNoData
                | OnMissingData::Legacy { notify: true, .. } => true,
                OnMissingData::Zero
                | OnMissingData::LastStatus
                | OnMissingData::Resolve
                | OnMissingData::Legacy { notify: false, .. } => elsewhere || self.thresholds.unknown.is_some(),
            },
        }
    }

    /// The statuses that messages can have for `state`. A service check can reach No Data by an UNKNOWN status, which messages distinguish from no runs at
    /// all.
    fn statuses(&self, state: State) -> Vec<Status> {
        let mut statuses = vec![Status::from(state)];
        if state == State::NoData && matches!(self.query, CompiledQuery::Check(_)) {
            statuses.push(Status::Unknown);
        }
        statuses
    }
}
