//! Decides which states send notifications: changes, renotifications, and the effect of downtimes.

use crate::outcome::NotificationKind;
use crate::state::State;
use crate::time::{HOUR_S, MINUTE_S};

/// When a monitor notifies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NotificationPolicy {
    /// Whether No Data and the recovery from it notify.
    pub(crate) no_data: bool,
    pub(crate) renotify: Option<Renotify>,
    /// Whether an alert that still lasts at the end of a downtime notifies then.
    pub(crate) downtime_end: bool,
}

/// `renotify_*` (doc: `monitors/notify`).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Renotify {
    pub(crate) interval_s: i64,
    pub(crate) occurrences_max: Option<u32>,
    pub(crate) states: Vec<State>,
    /// Seconds after the first alert at which renotification stops.
    pub(crate) stop_s: i64,
}

impl Renotify {
    /// Reads the options; `None` without an interval. The states default to alert and no data.
    pub(crate) fn new(
        interval_min: Option<i64>,
        occurrences_max: Option<u32>,
        statuses: Option<&[String]>,
        stop_h: u32,
    ) -> Option<Self> {
        let interval_s = interval_min.filter(|m| *m > 0)?.saturating_mul(MINUTE_S);
        let states = match statuses {
            None => vec![State::Alert, State::NoData],
            Some(names) => names
                .iter()
                .filter_map(|name| match name.as_str() {
                    "alert" => Some(State::Alert),
                    "warn" => Some(State::Warn),
                    "no data" => Some(State::NoData),
                    _ => None,
                })
                .collect(),
        };
        Some(Self {
            interval_s,
            occurrences_max: occurrences_max.filter(|n| *n > 0),
            states,
            stop_s: i64::from(stop_h) * HOUR_S,
        })
    }
}

/// A notification that is not rendered yet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PendingNotification {
    pub(crate) kind: NotificationKind,
    pub(crate) from: Option<State>,
    pub(crate) state: State,
    /// Whether a downtime mutes it.
    pub(crate) muted: bool,
    pub(crate) first_triggered_at: Option<i64>,
    pub(crate) last_triggered_at: Option<i64>,
}

/// The active mute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mute {
    /// When it started, in unix seconds.
    pub(crate) since: i64,
    /// Whether it mutes the first recovery too.
    pub(crate) first_recovery: bool,
    /// Whether its end sends a notification.
    pub(crate) notifies_end: bool,
}

/// The history of one notification group, as far as the next notification depends on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notifier {
    state: Option<State>,
    /// The state of the last notification that was sent.
    sent: Option<State>,
    sent_at: i64,
    /// The time of the last notification, muted or sent.
    notified_at: i64,
    first_triggered_at: Option<i64>,
    last_triggered_at: Option<i64>,
    /// The number of renotifications since the last change of state.
    renotified: u32,
    mute: Option<Mute>,
}

impl Notifier {
    /// The notification for the state at `now` (unix seconds), if any.
    pub(crate) fn step(
        &mut self,
        policy: &NotificationPolicy,
        now: i64,
        state: Option<State>,
        mute: Option<Mute>,
    ) -> Option<PendingNotification> {
        let was_muted = std::mem::replace(&mut self.mute, mute);
        let from = std::mem::replace(&mut self.state, state);
        let Some(state) = state else {
            // a dropped group does not notify, and its history ends
            *self = Self::default();
            return None;
        };
        if from != Some(state) {
            return self.changed(policy, now, from, state, mute);
        }
        if let (Some(ended), None) = (was_muted, mute)
            && ended.notifies_end
            && policy.downtime_end
            && state.is_alertworthy()
            && self.notifies(policy, state)
        {
            return Some(self.notify(now, NotificationKind::DowntimeEnded, from, state, None));
        }
        self.renotify(policy, now, state, mute)
    }

    fn notifies(&self, policy: &NotificationPolicy, state: State) -> bool {
        match state {
            State::NoData => policy.no_data,
            State::Ok => self.sent.is_some_and(State::is_alertworthy),
            State::Warn | State::Alert => true,
        }
    }

    fn changed(
        &mut self,
        policy: &NotificationPolicy,
        now: i64,
        from: Option<State>,
        state: State,
        mute: Option<Mute>,
    ) -> Option<PendingNotification> {
        if state.is_alertworthy() {
            if !from.is_some_and(State::is_alertworthy) {
                self.first_triggered_at = Some(now);
            }
            self.last_triggered_at = Some(now);
            self.renotified = 0;
        }
        if !self.notifies(policy, state) {
            return None;
        }
        let kind = if state == State::Ok {
            NotificationKind::Recovered
        } else {
            NotificationKind::Triggered
        };
        let mute = mute.filter(|m| {
            // the first recovery from an alert that was sent before the downtime is sent too, unless the downtime mutes it
            let first_recovery = state == State::Ok && self.sent_at < m.since;
            m.first_recovery || !first_recovery
        });
        Some(self.notify(now, kind, from, state, mute))
    }

    fn renotify(
        &mut self,
        policy: &NotificationPolicy,
        now: i64,
        state: State,
        mute: Option<Mute>,
    ) -> Option<PendingNotification> {
        let renotify = policy.renotify.as_ref()?;
        let due = renotify.states.contains(&state)
            && self.sent == Some(state)
            && now - self.notified_at >= renotify.interval_s
            && renotify.occurrences_max.is_none_or(|max| self.renotified < max)
            && self
                .first_triggered_at
                .is_none_or(|first| now - first <= renotify.stop_s);
        if !due {
            return None;
        }
        self.renotified += 1;
        let kind = NotificationKind::Renotified(self.renotified);
        Some(self.notify(now, kind, Some(state), state, mute))
    }

    fn notify(
        &mut self,
        now: i64,
        kind: NotificationKind,
        from: Option<State>,
        state: State,
        mute: Option<Mute>,
    ) -> PendingNotification {
        if mute.is_none() {
            self.sent = Some(state);
            self.sent_at = now;
        } else if state == State::Ok {
            self.sent = None;
        }
        self.notified_at = now;
        let pending = PendingNotification {
            kind,
            from,
            state,
            muted: mute.is_some(),
            first_triggered_at: self.first_triggered_at,
            last_triggered_at: self.last_triggered_at,
        };
        if state == State::Ok {
            self.renotified = 0;
        }
        pending
    }
}
