//! The one table of risks: how much a fact should worry the person who approves it, and why.

use std::fmt;

use serde::{Serialize, Serializer};

/// A risk, the greatest first: the order is that of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Risk {
    /// See the table, as for all of these.
    LostPage,
    /// A file or a part of it that no parser accepts.
    Unreadable,
    /// A monitor that paged nobody goes; one that paged is a lost page.
    RemovedMonitor,
    /// A threshold or window by which an alert comes later or never.
    Loosened,
    /// Missing data are no longer told to anybody.
    LostNoData,
    /// Another pager is called.
    ChangedPage,
    /// The metric, the aggregation or the type.
    ChangedQuery,
    /// The filter or the groups.
    ChangedScope,
    /// Helm values, Kubernetes and Argo CD.
    Platform,
    /// A channel, a person or a low-urgency pager that is told no more.
    LostNotification,
    /// The priority.
    Severity,
    /// An SLO goes.
    RemovedSlo,
    /// A lower target or a shorter window.
    LoosenedSlo,
    /// What the promise counts.
    ChangedSlo,
    /// Somebody is woken who was not.
    NewPage,
    /// A channel or a person that was not told.
    NewNotification,
    /// An alert comes sooner.
    Tightened,
    /// Repetition, delays, time-outs.
    Timing,
    /// Another name for the same object.
    Moved,
    /// Tags, team, roles.
    Ownership,
    /// A dashboard goes.
    RemovedDashboard,
    /// Widgets and variables.
    Dashboard,
    /// Something that was not there.
    Added,
    /// Names, messages, descriptions.
    Wording,
}

/// Every risk with its name and the reason why it matters, the greatest first.
const TABLE: [(Risk, &str, &str); 24] = [
    (Risk::LostPage, "lost-page", "someone who was woken is woken no more"),
    (Risk::Unreadable, "unreadable", "nobody can say what it means"),
    (
        Risk::RemovedMonitor,
        "removed-monitor",
        "nobody watches what it watched",
    ),
    (Risk::Loosened, "loosened", "it fires later, less often or never"),
    (
        Risk::LostNoData,
        "lost-no-data",
        "nobody hears that the data have stopped",
    ),
    (Risk::ChangedPage, "changed-page", "someone else is woken"),
    (Risk::ChangedQuery, "changed-query", "it measures something else"),
    (
        Risk::ChangedScope,
        "changed-scope",
        "it looks at other sources or groups",
    ),
    (
        Risk::Platform,
        "platform",
        "the agents, the cluster or Argo CD behave differently",
    ),
    (
        Risk::LostNotification,
        "lost-notification",
        "someone who was told is told no more",
    ),
    (Risk::Severity, "severity", "people take it more or less seriously"),
    (Risk::RemovedSlo, "removed-slo", "the promise goes with its history"),
    (Risk::LoosenedSlo, "loosened-slo", "less is promised"),
    (Risk::ChangedSlo, "changed-slo", "the promise counts something else"),
    (Risk::NewPage, "new-page", "someone is woken who was not"),
    (Risk::NewNotification, "new-notification", "someone is told who was not"),
    (Risk::Tightened, "tightened", "it fires sooner or more often"),
    (Risk::Timing, "timing", "it is evaluated or repeated at other times"),
    (
        Risk::Moved,
        "moved",
        "Datadog deletes the object and makes it anew, without its history",
    ),
    (
        Risk::Ownership,
        "ownership",
        "it is found under, or belongs to, something else",
    ),
    (
        Risk::RemovedDashboard,
        "removed-dashboard",
        "links to the dashboard lead nowhere",
    ),
    (Risk::Dashboard, "dashboard", "people see something else"),
    (Risk::Added, "added", "it was not there before"),
    (Risk::Wording, "wording", "it reads differently"),
];

impl Risk {
    /// Every risk, the greatest first.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|(risk, ..)| *risk)
    }

    /// Its name on the command line and in JSON, in kebab-case.
    #[must_use]
    pub fn name(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// Why it matters, as a clause.
    #[must_use]
    pub fn reason(self) -> &'static str {
        TABLE[self as usize].2
    }
}

impl fmt::Display for Risk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Risk {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_risks() {
        for (at, (risk, ..)) in TABLE.iter().enumerate() {
            assert_eq!(*risk as usize, at, "{risk:?}");
        }
    }
}
