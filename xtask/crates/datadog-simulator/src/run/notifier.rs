//! From states to notifications: which changes are said, what is said again, what a downtime keeps quiet.

use crate::outcome::NotificationKind;
use crate::state::State;
use crate::time::{HOUR_S, MINUTE_S};

/// What a monitor says.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NotificationPolicy {
    /// Whether No Data and the recovery from it are said.
    pub(crate) no_data: bool,
    pub(crate) renotify: Option<Renotify>,
    /// Whether what lasts beyond a downtime is said at its end.
    pub(crate) downtime_end: bool,
}

/// `renotify_*` (doc: `monitors/notify`).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Renotify {
    pub(crate) interval_s: i64,
    pub(crate) occurrences_max: Option<u32>,
    pub(crate) states: Vec<State>,
    /// Seconds after the first alert at which it stops.
    pub(crate) stop_s: i64,
}

impl Renotify {
    /// The options, or nothing where there is no interval. States default to alert and no data.
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

/// A notification before it is rendered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PendingNotification {
    pub(crate) kind: NotificationKind,
    pub(crate) from: Option<State>,
    pub(crate) state: State,
    /// Whether a downtime keeps it quiet.
    pub(crate) muted: bool,
    pub(crate) first_triggered_at: Option<i64>,
    pub(crate) last_triggered_at: Option<i64>,
}

/// The mute that is in force: since when, and whether it also mutes the first recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mute {
    pub(crate) since: i64,
    pub(crate) first_recovery: bool,
    /// Whether its end is notified.
    pub(crate) says_end: bool,
}

/// The memory of one notification group.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notifier {
    state: Option<State>,
    /// The state that was said last.
    said: Option<State>,
    said_at: i64,
    /// When something was said last, muted or not.
    announced_at: i64,
    first_triggered_at: Option<i64>,
    last_triggered_at: Option<i64>,
    times: u32,
    mute: Option<Mute>,
}

impl Notifier {
    /// Takes in the state at `now`.
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
            // a group that is dropped says nothing and is forgotten
            *self = Self::default();
            return None;
        };
        if from != Some(state) {
            return self.changed(policy, now, from, state, mute);
        }
        if let (Some(ended), None) = (was_muted, mute)
            && ended.says_end
            && policy.downtime_end
            && state.is_alertworthy()
            && self.says(policy, state)
        {
            return Some(self.say(now, NotificationKind::DowntimeEnded, from, state, None));
        }
        self.again(policy, now, state, mute)
    }

    fn says(&self, policy: &NotificationPolicy, state: State) -> bool {
        match state {
            State::NoData => policy.no_data,
            State::Ok => self.said.is_some_and(State::is_alertworthy),
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
            self.times = 0;
        }
        if !self.says(policy, state) {
            return None;
        }
        let kind = if state == State::Ok {
            NotificationKind::Recovered
        } else {
            NotificationKind::Triggered
        };
        let mute = mute.filter(|m| {
            // the recovery from what was said before a downtime is said once
            let first_recovery = state == State::Ok && self.said_at < m.since;
            m.first_recovery || !first_recovery
        });
        Some(self.say(now, kind, from, state, mute))
    }

    fn again(
        &mut self,
        policy: &NotificationPolicy,
        now: i64,
        state: State,
        mute: Option<Mute>,
    ) -> Option<PendingNotification> {
        let renotify = policy.renotify.as_ref()?;
        let due = renotify.states.contains(&state)
            && self.said == Some(state)
            && now - self.announced_at >= renotify.interval_s
            && renotify.occurrences_max.is_none_or(|max| self.times < max)
            && self
                .first_triggered_at
                .is_none_or(|first| now - first <= renotify.stop_s);
        if !due {
            return None;
        }
        self.times += 1;
        Some(self.say(now, NotificationKind::Renotified(self.times), Some(state), state, mute))
    }

    fn say(
        &mut self,
        now: i64,
        kind: NotificationKind,
        from: Option<State>,
        state: State,
        mute: Option<Mute>,
    ) -> PendingNotification {
        if mute.is_none() {
            self.said = Some(state);
            self.said_at = now;
        } else if state == State::Ok {
            self.said = None;
        }
        self.announced_at = now;
        let announcement = PendingNotification {
            kind,
            from,
            state,
            muted: mute.is_some(),
            first_triggered_at: self.first_triggered_at,
            last_triggered_at: self.last_triggered_at,
        };
        if state == State::Ok {
            self.times = 0;
        }
        announcement
    }
}
