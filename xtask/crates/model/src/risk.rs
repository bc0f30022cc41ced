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
    /// A monitor that did not page was removed; one that paged is a lost page.
    RemovedMonitor,
    /// A threshold or window by which an alert comes later or never.
    Loosened,
    /// A downtime was added or changed: while it lasts, nobody is notified.
    Muted,
    /// No data no longer notifies anyone.
    LostNoData,
    /// Another pager is called.
    ChangedPage,
    /// The metric, the aggregation or the type.
    ChangedQuery,
    /// The filter or the groups.
    ChangedScope,
    /// Helm values, Kubernetes and Argo CD.
    Platform,
    /// A channel, a person or a low-urgency pager that is no longer notified.
    LostNotification,
    /// The priority.
    Severity,
    /// An SLO was removed.
    RemovedSlo,
    /// A lower target or a shorter window.
    LoosenedSlo,
    /// What the SLI counts.
    ChangedSlo,
    /// A pager that was not called before.
    NewPage,
    /// A channel or a person that was not notified before.
    NewNotification,
    /// An alert comes sooner.
    Tightened,
    /// Repetition, delays, time-outs.
    Timing,
    /// Another name for the same object.
    Moved,
    /// Tags, team, roles.
    Ownership,
    /// A dashboard was removed.
    RemovedDashboard,
    /// Widgets and variables.
    Dashboard,
    /// A new object.
    Added,
    /// Names, messages, descriptions.
    Wording,
}

/// Every risk with its name and the reason why it matters, the greatest first.
const TABLE: [(Risk, &str, &str); 25] = [
    (Risk::LostPage, "lost-page", "someone is no longer paged"),
    (
        Risk::Unreadable,
        "unreadable",
        "it cannot be parsed, so its effect is unknown",
    ),
    (
        Risk::RemovedMonitor,
        "removed-monitor",
        "what it watched is no longer watched",
    ),
    (Risk::Loosened, "loosened", "it fires later, less often or never"),
    (Risk::Muted, "muted", "alerts notify nobody while it lasts"),
    (Risk::LostNoData, "lost-no-data", "no data no longer notifies anyone"),
    (Risk::ChangedPage, "changed-page", "someone else is paged"),
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
        "someone is no longer notified",
    ),
    (Risk::Severity, "severity", "it is handled with another urgency"),
    (
        Risk::RemovedSlo,
        "removed-slo",
        "the objective is deleted with its history",
    ),
    (Risk::LoosenedSlo, "loosened-slo", "the objective is weaker"),
    (Risk::ChangedSlo, "changed-slo", "the SLI counts something else"),
    (Risk::NewPage, "new-page", "someone is paged who was not before"),
    (
        Risk::NewNotification,
        "new-notification",
        "someone is notified who was not before",
    ),
    (Risk::Tightened, "tightened", "it fires sooner or more often"),
    (Risk::Timing, "timing", "it is evaluated or repeated at other times"),
    (
        Risk::Moved,
        "moved",
        "Datadog deletes the object and creates it again, without its history",
    ),
    (
        Risk::Ownership,
        "ownership",
        "it is found under, or belongs to, something else",
    ),
    (
        Risk::RemovedDashboard,
        "removed-dashboard",
        "links to the dashboard are dead",
    ),
    (Risk::Dashboard, "dashboard", "it shows something else"),
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
