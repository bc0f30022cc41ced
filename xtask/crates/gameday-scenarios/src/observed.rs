//! What the double showed while a scenario ran. Times in seconds after its start.

use serde::{Deserialize, Serialize};

/// A change of the state of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// `<service>/<name>` of the monitor.
    pub monitor: String,
    /// The group's tags; empty without groups.
    pub group: String,
    /// The evaluation that changed it.
    pub at: i64,
    /// When it was first seen: later than `at` if telemetry arrived late.
    pub seen: i64,
    /// The state: `OK`, `Alert`, `Warn`, `No Data`; `None` if the group is gone.
    pub to: Option<String>,
}

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notification {
    /// `<service>/<name>` of the monitor.
    pub monitor: String,
    /// The group's tags; empty without groups.
    pub group: String,
    /// The evaluation that sent it.
    pub at: i64,
    /// When it was first seen.
    pub seen: i64,
    /// The state that it reports.
    pub state: String,
    /// `triggered`, `recovered`, `renotified` or `downtime ended`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its message.
    pub body: String,
    /// Who gets it, without the at sign.
    pub handles: Vec<String>,
    /// The downtime that muted it.
    pub muted_by: Option<String>,
}

/// What a dashboard showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenDashboard {
    /// `<service>/<name>` of the dashboard.
    pub dashboard: String,
    /// The injection that it was compared with: what was before it.
    pub since: i64,
    /// The graphs that show it.
    pub graphs: Vec<SeenGraph>,
}

/// A graph that shows that something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenGraph {
    /// The titles of its group and its own, with a slash between them.
    pub path: String,
    /// When it shows first.
    pub at: i64,
    /// How it shows, as a clause: `crosses 'alert'`.
    pub how: String,
}

/// Everything that was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// The changes of states, in order of time.
    pub changes: Vec<Change>,
    /// The notifications, in order of time.
    pub notifications: Vec<Notification>,
    /// Monitors that were not evaluated, and why.
    pub not_evaluated: Vec<(String, String)>,
    /// The dashboards that must show something.
    pub dashboards: Vec<SeenDashboard>,
}

impl Observed {
    /// Adds what a look at the double showed. What was seen before stays, also if late telemetry has changed it since.
    pub fn see(&mut self, changes: Vec<Change>, notifications: Vec<Notification>) {
        for change in changes {
            let is_known = |known: &Change| {
                (&known.monitor, &known.group, known.at, &known.to)
                    == (&change.monitor, &change.group, change.at, &change.to)
            };
            if !self.changes.iter().any(is_known) {
                self.changes.push(change);
            }
        }
        for sent in notifications {
            let key = |sent: &Notification| {
                (
                    sent.monitor.clone(),
                    sent.group.clone(),
                    sent.at,
                    sent.kind.clone(),
                    sent.state.clone(),
                )
            };
            if !self.notifications.iter().any(|known| key(known) == key(&sent)) {
                self.notifications.push(sent);
            }
        }
        self.changes.sort_by_key(|change| change.at);
        self.notifications.sort_by_key(|sent| sent.at);
    }
}

impl Notification {
    /// Whether somebody gets it.
    #[must_use]
    pub const fn was_sent(&self) -> bool {
        self.muted_by.is_none()
    }

    /// Whether it reports something bad.
    #[must_use]
    pub fn is_trouble(&self) -> bool {
        self.state != "OK"
    }
}
