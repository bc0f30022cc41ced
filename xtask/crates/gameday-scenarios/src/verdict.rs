//! Whether a scenario went as expected.

use std::collections::{BTreeMap, BTreeSet};

use page_budget::file;
use serde::{Deserialize, Serialize};

use crate::detection::clock;
use crate::observed::{Change, Notification, Observed};
use crate::plan::{GOAL_S, Plan};
use crate::scenario::{ExpectedAlert, ExpectedDashboard, ExpectedNotification, State};

/// What is known of the environment's monitors and teams.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The teams whose person on call a handle pages, by handle.
    pub pagers: BTreeMap<String, String>,
    /// The priorities of the monitors that were applied, by name.
    pub priorities: BTreeMap<String, u8>,
}

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
    /// Seconds from the injection to the first notification of a warning, if the state is another.
    pub warned_s: Option<i64>,
    /// Seconds from the injection to the first notification of the state.
    pub notified_s: Option<i64>,
    /// Why it may be later than the goal.
    pub late_because: Option<String>,
}

impl Expectation {
    fn of(expected: String, met: bool, found: impl Into<String>) -> Self {
        Self {
            expected,
            met,
            found: found.into(),
            monitor: None,
            detected_s: None,
            warned_s: None,
            notified_s: None,
            late_because: None,
        }
    }
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
pub fn judge(plan: &Plan, observed: &Observed, facts: &Facts) -> Vec<Expectation> {
    let judge = Judge { plan, observed, facts };
    let expect = &plan.scenario.expect;
    let mut found: Vec<Expectation> = expect.alerts.iter().map(|alert| judge.alert(alert)).collect();
    found.extend(expect.notified.iter().map(|notified| judge.notified(notified)));
    found.extend(expect.muted.iter().map(|monitor| judge.muted(monitor)));
    found.extend(expect.dashboards.iter().map(|shown| judge.dashboard(shown)));
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
    facts: &'a Facts,
}

impl Judge<'_> {
    fn alert(&self, alert: &ExpectedAlert) -> Expectation {
        let (monitor, state) = (alert.monitor.as_str(), alert.state.as_str());
        let within = length(&alert.within);
        let of_group = |group: &str| alert.group.as_deref().is_none_or(|wanted| has_tags(group, wanted));
        let group = alert
            .group
            .as_ref()
            .map_or_else(String::new, |group| format!(" ({group})"));
        let recovery = alert.recovers_within.as_deref().map_or_else(String::new, |time| {
            format!(", and OK {} after the end", clock(length(time)))
        });
        let mut result = Expectation {
            monitor: Some(monitor.to_owned()),
            late_because: alert.late_because.as_ref().map(|because| because.value.clone()),
            ..Expectation::of(
                format!("{monitor}{group}: {state} within {}{recovery}", clock(within)),
                false,
                format!("never {state}"),
            )
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
        let Some(reached) = reached.min_by_key(|change| self.plan.known_at(change.at, change.seen)) else {
            if self.observed.not_evaluated.iter().any(|(name, _)| name == monitor) {
                result.found = "not evaluated".to_owned();
            }
            return result;
        };
        let detected = self.plan.known_at(reached.at, reached.seen) - injection.from;
        let first_sent = |state: &str| {
            let sent = self.observed.notifications.iter().filter(|sent| {
                sent.monitor == monitor
                    && of_group(&sent.group)
                    && sent.was_sent()
                    && sent.state == state
                    && sent.at >= injection.from
            });
            sent.map(|sent| self.plan.known_at(sent.at, sent.seen) - injection.from)
                .min()
        };
        result.detected_s = Some(detected);
        result.notified_s = first_sent(state);
        result.warned_s = Some(State::Warn.as_str())
            .filter(|warning| *warning != state)
            .and_then(first_sent);
        result.met = detected <= within;
        result.found = format!("{state} after {}", clock(detected));
        let is_first = self.facts.priorities.get(monitor) == Some(&1);
        if let Some(after) = result.notified_s.filter(|after| is_first && *after > GOAL_S)
            && alert.late_because.is_none()
        {
            result.met = false;
            result.found += &format!(
                ", notified only after {}: the goal for priority 1 is {}",
                clock(after),
                clock(GOAL_S)
            );
        }
        if let Some(allowed) = &alert.recovers_within {
            let end = self.plan.last();
            let recovered = changes
                .iter()
                .filter(|c| c.group == reached.group && c.at > reached.at && c.to.as_deref() == Some("OK"));
            match recovered
                .map(|change| self.plan.known_at(change.at, change.seen) - end)
                .next_back()
            {
                Some(after) if after <= length(allowed) => {
                    result.found += &format!(", OK {} after the end", clock(after))
                }
                Some(after) => {
                    result.met = false;
                    result.found += &format!(", OK only {} after the end", clock(after));
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
            .map_or_else(String::new, |time| format!(" within {}", clock(length(time))));
        let mut result = Expectation::of(format!("{who} is notified of {monitor}{time}"), false, "sent nothing");
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
        let after = self.plan.known_at(first.at, first.seen) - self.plan.first();
        let lacks = wanted
            .contains
            .iter()
            .find(|text| !first.title.contains(*text) && !first.body.contains(*text));
        let is_late = wanted.within.as_ref().is_some_and(|within| after > length(within));
        result.met = lacks.is_none() && !is_late;
        result.found = match lacks {
            Some(text) => format!("'{}' lacks '{text}'", first.title),
            None => format!("after {}: {}", clock(after), first.title),
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
        let expected = format!("{monitor} alerts, and maintenance mutes it");
        Expectation::of(expected, !all.is_empty() && sent == 0, found)
    }

    fn dashboard(&self, wanted: &ExpectedDashboard) -> Expectation {
        let (dashboard, within) = (wanted.dashboard.as_str(), length(&wanted.within));
        let which = wanted
            .graph
            .as_ref()
            .map_or_else(String::new, |graph| format!("'{}' of ", graph.value));
        let expected = format!("{which}{dashboard} shows it within {}", clock(within));
        let injection = self.plan.injection(wanted.after.as_deref().map(String::as_str));
        let seen = injection.and_then(|injection| {
            let dashboards = &self.observed.dashboards;
            dashboards
                .iter()
                .find(|seen| seen.dashboard == dashboard && seen.since == injection.from)
        });
        let graphs = seen.into_iter().flat_map(|seen| {
            let graphs = seen.graphs.iter().map(|graph| (graph.at - seen.since, graph));
            graphs.filter(|(_, graph)| {
                let wanted = wanted.graph.as_deref();
                wanted.is_none_or(|wanted| datadog_query::wildcard::matches(wanted, &graph.path))
            })
        });
        let Some((after, graph)) = graphs.min_by_key(|(after, _)| *after) else {
            return Expectation::of(expected, false, "no graph shows it");
        };
        let found = format!("'{}' {} after {}", graph.path, graph.how, clock(after));
        Expectation::of(expected, after <= within, found)
    }

    fn paged(&self, wanted: &BTreeSet<&str>) -> Expectation {
        let mut paged: BTreeMap<&str, &str> = BTreeMap::new();
        for sent in self.troubles() {
            for team in sent.handles.iter().filter_map(|handle| self.facts.pagers.get(handle)) {
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
        let found = if found.is_empty() {
            "nobody".to_owned()
        } else {
            found.join(", ")
        };
        let met = paged.keys().copied().collect::<BTreeSet<_>>() == *wanted;
        Expectation::of(format!("paged: {}", list(wanted)), met, found)
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
        let found = if loud.is_empty() {
            "quiet".to_owned()
        } else {
            loud.iter().copied().collect::<Vec<_>>().join(", ")
        };
        Expectation::of(format!("{pattern} is quiet"), loud.is_empty(), found)
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
