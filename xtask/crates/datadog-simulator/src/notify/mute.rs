//! Which downtimes mute a group, and when (doc: `monitors/downtimes`, `monitors/guide/scoping_downtimes`).

use crate::event::Tagged;
use crate::run::Mute;
use crate::state::State;
use crate::world::{Downtime, Tags};

/// A notification group as downtimes select it.
pub(crate) struct MuteTarget<'a> {
    pub(crate) monitor_id: Option<u64>,
    pub(crate) monitor_tags: &'a [String],
    /// The tags that a downtime's scope is matched with.
    pub(crate) group: Tags,
}

/// The downtimes of one notification group, with the times at which they are active.
pub(crate) struct Mutes<'w>(Vec<(&'w Downtime, Vec<(i64, i64)>)>);

impl<'w> Mutes<'w> {
    /// Those of `downtimes` that mute `target`, with the times that start up to `to`.
    pub(crate) fn new(target: &MuteTarget<'_>, downtimes: &'w [Downtime], to: i64) -> Self {
        let selects = |d: &Downtime| d.monitors.selects(target.monitor_tags, target.monitor_id);
        let mutes = |d: &&Downtime| selects(d) && d.scope.matches(&Tagged(&target.group));
        Self(downtimes.iter().filter(mutes).map(|d| (d, d.spans(to))).collect())
    }

    /// The mute at `t` and the name of its downtime. If downtimes overlap, one that mutes the first recovery is enough to mute it.
    pub(crate) fn at(&self, t: i64, state: Option<State>) -> Option<(Mute, &'w str)> {
        let mut muted: Option<(Mute, &'w str)> = None;
        for (downtime, spans) in &self.0 {
            let Some(since) = spans
                .iter()
                .filter(|(from, to)| *from <= t && t < *to)
                .map(|(from, _)| *from)
                .min()
            else {
                continue;
            };
            let notifies_end = state.is_some_and(|s| downtime.notify_end_states.contains(&s));
            let (mute, _) = muted.get_or_insert((
                Mute {
                    since,
                    first_recovery: false,
                    notifies_end: false,
                },
                downtime.name.as_str(),
            ));
            mute.since = mute.since.min(since);
            mute.first_recovery |= downtime.mutes_first_recovery;
            mute.notifies_end |= notifies_end;
        }
        muted
    }
}
