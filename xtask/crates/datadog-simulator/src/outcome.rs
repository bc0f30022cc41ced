//! What came out of a run.

use crate::notify::MessageBranch;
use crate::state::{Reason, State};
use crate::time::Frame;
use crate::world::{Tags, group_name};

/// Everything that happened to a monitor in a world.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Its groups, in the order of their tags; one without tags where the monitor has no groups.
    pub groups: Vec<GroupOutcome>,
    /// What was sent, or would have been but for a downtime, in order.
    pub notifications: Vec<Notification>,
}

/// What happened to one group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupOutcome {
    /// The group's tags.
    pub group: Tags,
    /// Every evaluation, in order.
    pub evaluations: Vec<Evaluation>,
    /// Every change of state, in order; the first is from nothing.
    pub transitions: Vec<Transition>,
}

/// One evaluation of one group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evaluation {
    /// Unix seconds.
    pub at: i64,
    /// What was looked at.
    pub window: Frame,
    /// The value; none where there was none.
    pub value: Option<f64>,
    /// The state after it.
    pub state: Option<State>,
    /// Why.
    pub reason: Reason,
}

/// A change of state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transition {
    /// Unix seconds.
    pub at: i64,
    /// Before; none where the group is seen first.
    pub from: Option<State>,
    /// After; none where the group is dropped.
    pub to: Option<State>,
    /// The value that led to it.
    pub value: Option<f64>,
}

/// One notification.
#[derive(Clone, Debug, PartialEq)]
pub struct Notification {
    /// Unix seconds.
    pub at: i64,
    /// The group it is about; fewer tags than the groups have where notifications are grouped.
    pub group: Tags,
    /// What it says.
    pub kind: NotificationKind,
    /// The state it reports.
    pub state: State,
    /// The state before.
    pub from: Option<State>,
    /// The value it reports.
    pub value: Option<f64>,
    /// The rendered title.
    pub title: String,
    /// The rendered message.
    pub body: String,
    /// Who is notified, without `@`: the message's handles and those of notification rules, each once.
    pub handles: Vec<String>,
    /// The downtime that kept it from being sent.
    pub muted_by: Option<String>,
    /// The priority, after `override_priority`.
    pub priority: Option<u8>,
    /// Variables of the title and the message that have no value here: they show as nothing.
    pub missing_variables: Vec<String>,
    /// The conditional parts of the title and the messages that it shows.
    pub branches: Vec<MessageBranch>,
}

/// Why a notification is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotificationKind {
    /// The state became an alerting one.
    Triggered,
    /// The state became OK.
    Recovered,
    /// The state lasts; how many times it was said again.
    Renotified(u32),
    /// The state lasts beyond the end of a downtime.
    DowntimeEnded,
}

impl Outcome {
    /// The outcome of `group`, by its tags.
    #[must_use]
    pub fn group(&self, group: &Tags) -> Option<&GroupOutcome> {
        self.groups.iter().find(|g| g.group == *group)
    }

    /// What was really sent.
    pub fn sent(&self) -> impl Iterator<Item = &Notification> {
        self.notifications.iter().filter(|n| n.muted_by.is_none())
    }
}

impl GroupOutcome {
    /// `host:a,env:prod`, or `*`.
    #[must_use]
    pub fn name(&self) -> String {
        group_name(&self.group)
    }

    /// The state at `t`: that of the last evaluation at or before it.
    #[must_use]
    pub fn state_at(&self, t: i64) -> Option<State> {
        let next = self.transitions.partition_point(|c| c.at <= t);
        self.transitions[..next].last().and_then(|c| c.to)
    }
}
