//! Observations of composites, from the outcomes of their constituents.

use datadog_query::monitor::Condition;

use crate::composite;
use crate::outcome::Outcome;
use crate::run::Observe;
use crate::state::{Observation, State};
use crate::time::Frame;
use crate::world::Tags;

/// The outcomes of the constituents, matched by their groups.
pub(crate) struct CompositeSource<'w> {
    condition: &'w Condition,
    ids: Vec<u64>,
    constituents: Vec<Outcome>,
    groups: Vec<Tags>,
    /// For each group the index of the matching group of every constituent.
    members: Vec<Vec<usize>>,
    notifies_no_data: bool,
}

impl<'w> CompositeSource<'w> {
    pub(crate) fn new(condition: &'w Condition, constituents: Vec<(u64, Outcome)>, notifies_no_data: bool) -> Self {
        let (ids, constituents): (Vec<u64>, Vec<Outcome>) = constituents.into_iter().unzip();
        let tags: Vec<Vec<Tags>> = constituents
            .iter()
            .map(|o| o.groups.iter().map(|g| g.group.clone()).collect())
            .collect();
        let (groups, members) = composite::common_groups(&tags).into_iter().unzip();
        Self {
            condition,
            ids,
            constituents,
            groups,
            members,
            notifies_no_data,
        }
    }
}

impl Observe for CompositeSource<'_> {
    fn groups(&self) -> &[Tags] {
        &self.groups
    }

    fn observe(&mut self, _: Frame, now: i64, out: &mut Vec<Observation>) {
        for members in &self.members {
            let states: Option<Vec<State>> = self
                .constituents
                .iter()
                .zip(members)
                .map(|(o, g)| o.groups[*g].state_at(now))
                .collect();
            let Some(states) = states else {
                out.push(Observation::Empty);
                continue;
            };
            let of = |id: u64| self.ids.iter().position(|i| *i == id).map_or(State::Ok, |i| states[i]);
            out.push(match composite::state(self.condition, &of) {
                // without notify_no_data the last known state stays (doc: monitors/types/composite, note below the table)
                State::NoData if !self.notifies_no_data => Observation::Empty,
                state => Observation::State(state, f64::NAN),
            });
        }
    }
}
