//! Episodes: how long a group was in a state, and who was notified.

use datadog_simulator::state::{Comparator, State};
use datadog_simulator::world::Tags;
use datadog_simulator::{GroupOutcome, Notification, NotificationKind, Outcome};

/// A time in which a group was in one state other than OK.
#[derive(Clone, Debug, PartialEq)]
pub struct Episode {
    /// The group's tags.
    pub group: Tags,
    /// The state.
    pub state: State,
    /// The first evaluation in this state, unix seconds.
    pub from: i64,
    /// The first evaluation after it, unix seconds; `None` if it lasts beyond the history.
    pub to: Option<i64>,
    /// The value furthest beyond the thresholds; `None` if data are missing.
    pub worst: Option<f64>,
    /// The number of notifications, without recoveries.
    pub notified: u32,
    /// The number of notifications that paged.
    pub pages: u32,
    /// The notified handles, each once, without `@`.
    pub handles: Vec<String>,
}

impl Episode {
    /// Its length in seconds; `end` is the end of the replay.
    #[must_use]
    pub fn length_s(&self, end: i64) -> i64 {
        self.to.unwrap_or(end) - self.from
    }
}

/// Whether the notification pages. Recoveries and muted notifications do not.
pub(crate) fn is_page(notification: &Notification, is_pager: &dyn Fn(&str) -> bool) -> bool {
    is_counted(notification) && notification.handles.iter().any(|h| is_pager(h))
}

fn is_counted(notification: &Notification) -> bool {
    notification.kind != NotificationKind::Recovered
        && notification.muted_by.is_none()
        && !notification.handles.is_empty()
}

/// All episodes, by time and group.
pub(crate) fn episodes(outcome: &Outcome, comparator: Comparator, is_pager: &dyn Fn(&str) -> bool) -> Vec<Episode> {
    let mut found: Vec<Episode> = outcome
        .groups
        .iter()
        .flat_map(|group| of_group(group, comparator))
        .collect();
    for notification in outcome.sent().filter(|n| is_counted(n)) {
        let of_episode = |s: &&mut Episode| {
            s.state == notification.state
                && s.from <= notification.at
                && s.to.is_none_or(|to| notification.at < to)
                && notification.group.is_within(&s.group)
        };
        for episode in found.iter_mut().filter(of_episode) {
            episode.notified += 1;
            episode.pages += u32::from(is_page(notification, is_pager));
            let new = notification
                .handles
                .iter()
                .filter(|h| !episode.handles.contains(h))
                .cloned()
                .collect::<Vec<_>>();
            episode.handles.extend(new);
        }
    }
    found.sort_by(|a, b| (a.from, &a.group).cmp(&(b.from, &b.group)));
    found
}

fn of_group(group: &GroupOutcome, comparator: Comparator) -> Vec<Episode> {
    let mut found: Vec<Episode> = Vec::new();
    let mut open = false;
    for evaluation in &group.evaluations {
        let state = evaluation.state.filter(|s| *s != State::Ok);
        if let Some(last) = found.last_mut().filter(|last| open && Some(last.state) != state) {
            last.to = Some(evaluation.at);
            open = false;
        }
        let Some(state) = state else { continue };
        if !open {
            open = true;
            found.push(Episode {
                group: group.group.clone(),
                state,
                from: evaluation.at,
                to: None,
                worst: None,
                notified: 0,
                pages: 0,
                handles: Vec::new(),
            });
        }
        if let Some(last) = found.last_mut().filter(|_| state != State::NoData) {
            last.worst = worse(comparator, last.worst, evaluation.value);
        }
    }
    found
}

fn worse(comparator: Comparator, a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) if comparator.is_below() => Some(a.min(b)),
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    }
}
