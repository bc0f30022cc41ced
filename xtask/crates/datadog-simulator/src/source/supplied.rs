//! Observations from supplied verdicts.

use std::collections::BTreeMap;

use crate::run::Observe;
use crate::state::{Observation, State};
use crate::time::Frame;
use crate::world::{SuppliedVerdict, Tags};

/// A verdict: its time (unix seconds), state and value, `NAN` without one.
type Since = (i64, State, f64);

/// The verdicts of one monitor, by group.
pub(crate) struct SuppliedSource {
    groups: Vec<Tags>,
    verdicts: Vec<Vec<Since>>,
}

impl SuppliedSource {
    /// The verdicts for `monitor`; `None` if there are none.
    pub(crate) fn new(monitor: Option<u64>, verdicts: &[SuppliedVerdict]) -> Option<Self> {
        let mut by_group: BTreeMap<Tags, Vec<Since>> = BTreeMap::new();
        for v in verdicts.iter().filter(|v| v.monitor == monitor) {
            by_group
                .entry(v.group.clone())
                .or_default()
                .push((v.at, v.state, v.value.unwrap_or(f64::NAN)));
        }
        by_group.values_mut().for_each(|verdicts| verdicts.sort_by_key(|v| v.0));
        let (groups, verdicts): (Vec<Tags>, Vec<Vec<Since>>) = by_group.into_iter().unzip();
        (!groups.is_empty()).then_some(Self { groups, verdicts })
    }
}

impl Observe for SuppliedSource {
    fn groups(&self) -> &[Tags] {
        &self.groups
    }

    fn observe(&mut self, _: Frame, now: i64, out: &mut Vec<Observation>) {
        out.extend(self.verdicts.iter().map(|verdicts| {
            let next = verdicts.partition_point(|(at, ..)| *at <= now);
            match verdicts[..next].last() {
                Some((_, state, value)) => Observation::State(*state, *value),
                None => Observation::Empty,
            }
        }));
    }
}
