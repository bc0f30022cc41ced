//! The outcome of a run: evaluations, transitions and notifications.

use crate::message_branch::MessageBranch;
use crate::state::{Reason, State};
use crate::time::Frame;
use crate::world::{Tags, group_name};

/// Everything that happened to a monitor in a world.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The groups, sorted by their tags. A monitor without groups has one group without tags.
    pub groups: Vec<GroupOutcome>,
    /// The notifications in order of time, including those that a downtime muted.
    pub notifications: Vec<Notification>,
}

/// What happened to one group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupOutcome {
    /// The group's tags.
    pub group: Tags,
    /// Every evaluation, in order of time.
    pub evaluations: Vec<Evaluation>,
    /// Every change of state, in order of time. The first has no previous state.
    pub transitions: Vec<Transition>,
}

/// One evaluation of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation {
    /// Unix seconds.
    pub at: i64,
    /// The window.
    pub window: Frame,
    /// The value of the window; `None` without data.
    pub value: Option<f64>,
    /// The state after the evaluation; `None` while the group has no state.
    pub state: Option<State>,
    /// Why the evaluation came to this result.
    pub reason: Reason,
}

/// A change of state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transition {
    /// Unix seconds.
    pub at: i64,
    /// The state before; `None` for the first state of a group.
    pub from: Option<State>,
    /// The state after; `None` if the group is dropped.
    pub to: Option<State>,
    /// The value of the evaluation that changed the state.
    pub value: Option<f64>,
}

/// One notification.
#[derive(Clone, Debug, PartialEq)]
pub struct Notification {
    /// Unix seconds.
    pub at: i64,
    /// The group that it is about. With `notify_by` it has only the tags that notifications are grouped by.
    pub group: Tags,
    /// Why it is sent.
    pub kind: NotificationKind,
    /// The state that it reports.
    pub state: State,
    /// The state before.
    pub from: Option<State>,
    /// The value of the evaluation.
    pub value: Option<f64>,
    /// The rendered title.
    pub title: String,
    /// The rendered message.
    pub body: String,
    /// The recipients without `@`, each once: the handles of the message and of the notification rules.
    pub handles: Vec<String>,
    /// The name of the downtime that muted it; `None` if it was sent.
    pub muted_by: Option<String>,
    /// The priority, after `override_priority`.
    pub priority: Option<u8>,
    /// The variables of the title and the message that have no value and therefore render as nothing.
    pub missing_variables: Vec<String>,
    /// The branches of conditional sections that it shows, of the title and the messages.
    pub branches: Vec<MessageBranch>,
}

/// Why a notification is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotificationKind {
    /// The state changed to Alert, Warn or No Data.
    Triggered,
    /// The state changed to OK.
    Recovered,
    /// The state lasts: the number of this renotification, from 1.
    Renotified(u32),
    /// A downtime just ended, and the state has not changed.
    DowntimeEnded,
}

impl Outcome {
    /// The outcome of the group with exactly these tags.
    #[must_use]
    pub fn group(&self, group: &Tags) -> Option<&GroupOutcome> {
        self.groups.iter().find(|g| g.group == *group)
    }

    /// The notifications that no downtime muted.
    pub fn sent(&self) -> impl Iterator<Item = &Notification> {
        self.notifications.iter().filter(|n| n.muted_by.is_none())
    }
}

impl GroupOutcome {
    /// The tags as text, `host:a,env:prod`, or `*` without tags.
    #[must_use]
    pub fn name(&self) -> String {
        group_name(&self.group)
    }

    /// The state at `t`: the state after the last evaluation at or before `t`.
    #[must_use]
    pub fn state_at(&self, t: i64) -> Option<State> {
        let next = self.transitions.partition_point(|c| c.at <= t);
        self.transitions[..next].last().and_then(|c| c.to)
    }
}
