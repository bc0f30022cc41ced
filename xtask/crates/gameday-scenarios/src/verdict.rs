//! Whether a scenario went as expected.

use std::collections::{BTreeMap, BTreeSet};

use page_budget::file;
use serde::{Deserialize, Serialize};

use crate::observed::{Change, Notification, Observed};
use crate::plan::Plan;
use crate::scenario::{ExpectedAlert, ExpectedNotification, State};

/// The teams whose person on call a handle pages, by handle.
pub type Recipients = BTreeMap<String, String>;

/// What became of an expectation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// What was expected, in one line.
    pub expected: String,
    /// Whether it was met.
    pub met: bool,
    /// What happened, in one line.
    pub found: String,
    /// The monitor, if it is about one.
    pub monitor: Option<String>,
    /// Seconds from the injection to the state.
    pub detected_s: Option<i64>,
    /// Seconds from the injection to the first notification.
    pub notified_s: Option<i64>,
}

/// How a scenario went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// The scenario's name.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// The environment whose monitors were evaluated.
    pub environment: String,
    /// Where the telemetry came from, and what was sped up or left out.
    pub conditions: Vec<String>,
    /// The commit of the repository, with `-dirty` if files differ from it.
    pub commit: String,
    /// The day it ran: `2026-11-30`.
    pub date: String,
    /// How many monitors were applied.
    pub monitors: usize,
    /// What was expected, and what became of it.
    pub expectations: Vec<Expectation>,
    /// The priority of each monitor that is expected to alert.
    pub priorities: BTreeMap<String, u8>,
}

impl Verdict {
    /// Whether everything was as expected.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.expectations.iter().all(|expectation| expectation.met)
    }
}

/// What became of each expectation.
#[must_use]
pub fn judge(plan: &Plan, observed: &Observed, recipients: &Recipients) -> Vec<Expectation> {
    let judge = Judge {
        plan,
        observed,
        recipients,
    };
    let expect = &plan.scenario.expect;
    let mut found: Vec<Expectation> = expect.alerts.iter().map(|alert| judge.alert(alert)).collect();
    found.extend(expect.notified.iter().map(|notified| judge.notified(notified)));
    found.extend(expect.muted.iter().map(|monitor| judge.muted(monitor)));
    found.extend(expect.paged.as_ref().map(|teams| {
        let teams: BTreeSet<&str> = teams.iter().map(|team| team.as_str()).collect();
        judge.paged(&teams)
    }));
    found.extend(expect.quiet.iter().map(|pattern| judge.quiet(pattern)));
    found
}

struct Judge<'a> {
    plan: &'a Plan,
    observed: &'a Observed,
    recipients: &'a Recipients,
}

impl Judge<'_> {
    /// When something counts as known: in a scenario with a platform, telemetry arrives late, and nobody knows before it does.
    fn known_at(&self, at: i64, seen: i64) -> i64 {
        if self.plan.scenario.platform.is_some() {
            at.max(seen)
        } else {
            at
        }
    }

    fn alert(&self, alert: &ExpectedAlert) -> Expectation {
        let (monitor, state) = (alert.monitor.as_str(), alert.state.as_str());
        let within = length(&alert.within);
        let of_group = |group: &str| alert.group.as_deref().is_none_or(|wanted| has_tags(group, wanted));
        let group = alert
            .group
            .as_ref()
            .map_or_else(String::new, |group| format!(" ({group})"));
        let recovery = alert
            .recovers_within
            .as_deref()
            .map_or_else(String::new, |time| format!(", and OK {time} after the end"));
        let mut result = Expectation {
            expected: format!("{monitor}{group}: {state} within {}{recovery}", alert.within.value),
            met: false,
            found: format!("never {state}"),
            monitor: Some(monitor.to_owned()),
            detected_s: None,
            notified_s: None,
        };
        let Some(injection) = self.plan.injection(alert.after.as_deref().map(String::as_str)) else {
            return result;
        };
        let changes: Vec<&Change> = self
            .observed
            .changes
            .iter()
            .filter(|c| c.monitor == monitor && of_group(&c.group))
            .collect();
        let mut before: BTreeMap<&str, &Change> = BTreeMap::new();
        for change in changes.iter().filter(|change| change.at < injection.from) {
            before.insert(&change.group, change);
        }
        if before.values().any(|change| change.to.as_deref() == Some(state)) {
            result.found = format!("{state} before anything was injected");
            return result;
        }
        let reached = changes
            .iter()
            .filter(|c| c.at >= injection.from && c.to.as_deref() == Some(state));
        let Some(reached) = reached.min_by_key(|change| self.known_at(change.at, change.seen)) else {
            if self.observed.not_evaluated.iter().any(|(name, _)| name == monitor) {
                result.found = "not evaluated".to_owned();
            }
            return result;
        };
        let detected = self.known_at(reached.at, reached.seen) - injection.from;
        let sent = self.observed.notifications.iter().filter(|sent| {
            sent.monitor == monitor
                && of_group(&sent.group)
                && sent.was_sent()
                && sent.is_trouble()
                && sent.at >= injection.from
        });
        result.detected_s = Some(detected);
        result.notified_s = sent
            .map(|sent| self.known_at(sent.at, sent.seen) - injection.from)
            .min();
        result.met = detected <= within;
        result.found = format!("{state} after {}", minutes(detected));
        if let Some(allowed) = &alert.recovers_within {
            let end = self
                .plan
                .injections
                .iter()
                .map(|staged| staged.to)
                .max()
                .unwrap_or_default();
            let recovered = changes
                .iter()
                .filter(|c| c.group == reached.group && c.at > reached.at && c.to.as_deref() == Some("OK"));
            match recovered
                .map(|change| self.known_at(change.at, change.seen) - end)
                .next_back()
            {
                Some(after) if after <= length(allowed) => {
                    result.found += &format!(", OK {} after the end", minutes(after))
                }
                Some(after) => {
                    result.met = false;
                    result.found += &format!(", OK only {} after the end", minutes(after));
                }
                None => {
                    result.met = false;
                    result.found += ", never OK again";
                }
            }
        }
        result
    }

    fn notified(&self, wanted: &ExpectedNotification) -> Expectation {
        let (who, monitor) = (wanted.who.as_str(), wanted.monitor.as_str());
        let time = wanted
            .within
            .as_deref()
            .map_or_else(String::new, |time| format!(" within {time}"));
        let mut result = Expectation {
            expected: format!("{who} hears of {monitor}{time}"),
            met: false,
            found: "sent nothing".to_owned(),
            monitor: None,
            detected_s: None,
            notified_s: None,
        };
        let sent: Vec<&Notification> = self.troubles().filter(|sent| sent.monitor == monitor).collect();
        let Some(first) = sent.iter().find(|sent| sent.handles.iter().any(|handle| handle == who)) else {
            if let Some(other) = sent.first() {
                let whom = if other.handles.is_empty() {
                    "nobody".to_owned()
                } else {
                    other.handles.join(", ")
                };
                result.found = format!("{whom} was notified instead");
            }
            return result;
        };
        let after = self.known_at(first.at, first.seen) - self.plan.first();
        let lacks = wanted
            .contains
            .iter()
            .find(|text| !first.title.contains(*text) && !first.body.contains(*text));
        let is_late = wanted.within.as_ref().is_some_and(|within| after > length(within));
        result.met = lacks.is_none() && !is_late;
        result.found = match lacks {
            Some(text) => format!("'{}' lacks '{text}'", first.title),
            None => format!("after {}: {}", minutes(after), first.title),
        };
        result
    }

    fn muted(&self, monitor: &str) -> Expectation {
        let of_monitor =
            |sent: &&Notification| sent.monitor == monitor && sent.is_trouble() && sent.at >= self.plan.first();
        let all: Vec<&Notification> = self.observed.notifications.iter().filter(of_monitor).collect();
        let sent = all.iter().filter(|sent| sent.was_sent()).count();
        let found = match (all.len() - sent, sent) {
            (0, 0) => "it did not alert".to_owned(),
            (muted, 0) => format!("{muted} muted"),
            (muted, sent) => format!("{muted} muted, {sent} sent"),
        };
        Expectation {
            expected: format!("{monitor} alerts, and maintenance mutes it"),
            met: !all.is_empty() && sent == 0,
            found,
            monitor: None,
            detected_s: None,
            notified_s: None,
        }
    }

    fn paged(&self, wanted: &BTreeSet<&str>) -> Expectation {
        let mut paged: BTreeMap<&str, &str> = BTreeMap::new();
        for sent in self.troubles() {
            for team in sent.handles.iter().filter_map(|handle| self.recipients.get(handle)) {
                paged.entry(team).or_insert(&sent.monitor);
            }
        }
        let list = |teams: &BTreeSet<&str>| match teams.len() {
            0 => "nobody".to_owned(),
            _ => teams.iter().copied().collect::<Vec<_>>().join(", "),
        };
        let found: Vec<String> = paged
            .iter()
            .map(|(team, monitor)| format!("{team} ({monitor})"))
            .collect();
        Expectation {
            expected: format!("paged: {}", list(wanted)),
            met: paged.keys().copied().collect::<BTreeSet<_>>() == *wanted,
            found: if found.is_empty() {
                "nobody".to_owned()
            } else {
                found.join(", ")
            },
            monitor: None,
            detected_s: None,
            notified_s: None,
        }
    }

    fn quiet(&self, pattern: &str) -> Expectation {
        let expected: BTreeSet<&str> = self
            .plan
            .scenario
            .expect
            .alerts
            .iter()
            .map(|alert| alert.monitor.as_str())
            .collect();
        let loud: BTreeSet<&str> = self
            .troubles()
            .filter(|sent| sent.state != State::Warn.as_str())
            .map(|sent| sent.monitor.as_str())
            .filter(|monitor| datadog_query::wildcard::matches(pattern, monitor) && !expected.contains(monitor))
            .collect();
        Expectation {
            expected: format!("{pattern} is quiet"),
            met: loud.is_empty(),
            found: if loud.is_empty() {
                "quiet".to_owned()
            } else {
                loud.into_iter().collect::<Vec<_>>().join(", ")
            },
            monitor: None,
            detected_s: None,
            notified_s: None,
        }
    }

    /// What was sent about something bad from the first injection on.
    fn troubles(&self) -> impl Iterator<Item = &Notification> {
        let first = self.plan.first();
        let sent = self.observed.notifications.iter();
        sent.filter(move |sent| sent.at >= first && sent.was_sent() && sent.is_trouble())
    }
}

/// A length that the check of the scenario has accepted.
fn length(text: &str) -> i64 {
    file::length(text).unwrap_or_default()
}

/// Whether a group has all these tags.
fn has_tags(group: &str, wanted: &str) -> bool {
    let has: BTreeSet<&str> = group.split(',').map(str::trim).collect();
    wanted.split(',').all(|tag| has.contains(tag.trim()))
}

/// `4 min`, `40 s`.
pub(crate) fn minutes(seconds: i64) -> String {
    match seconds {
        0..120 => format!("{seconds} s"),
        _ if seconds % 60 == 0 => format!("{} min", seconds / 60),
        _ => format!("{:.1} min", seconds as f64 / 60.0),
    }
}
