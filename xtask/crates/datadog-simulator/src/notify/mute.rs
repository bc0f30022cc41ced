//! Which downtimes mute a group, and when (doc: `monitors/downtimes`, `monitors/guide/scoping_downtimes`).

use crate::event::Tagged;
use crate::monitor::Monitor;
use crate::run::Mute;
use crate::state::State;
use crate::world::{Downtime, DowntimeTarget, Tags};

/// The downtimes of one notification group, with the times they are in force.
pub(crate) struct Mutes<'w>(Vec<(&'w Downtime, Vec<(i64, i64)>)>);

impl<'w> Mutes<'w> {
    /// Those of `downtimes` that concern `group` of `monitor`. The scope is held against the group's tags and those of the query's scope: a monitor whose
    /// whole query is `service:a` is muted by `service:a`, whatever it is grouped by.
    pub(crate) fn of(monitor: &Monitor, group: &Tags, downtimes: &'w [Downtime], to: i64) -> Self {
        let tags = group.union(&monitor.scope_tags);
        let concerns = |d: &&Downtime| targets(monitor, d) && d.scope.matches(&Tagged(&tags));
        Self(downtimes.iter().filter(concerns).map(|d| (d, d.spans(to))).collect())
    }

    /// The mute at `t`, and the downtime's name. Of several that overlap, one that mutes the first recovery is enough to mute it.
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
            let says_end = state.is_some_and(|s| downtime.notify_end_states.contains(&s));
            let (mute, _) = muted.get_or_insert((
                Mute {
                    since,
                    first_recovery: false,
                    says_end: false,
                },
                downtime.name.as_str(),
            ));
            mute.since = mute.since.min(since);
            mute.first_recovery |= downtime.mutes_first_recovery;
            mute.says_end |= says_end;
        }
        muted
    }
}

fn targets(monitor: &Monitor, downtime: &Downtime) -> bool {
    match &downtime.monitors {
        DowntimeTarget::Tags(tags) => tags
            .iter()
            .all(|tag| tag == "*" || monitor.definition.tags.contains(tag)),
        DowntimeTarget::Id(id) => monitor.id.is_some_and(|own| own.to_string() == *id),
    }
}
