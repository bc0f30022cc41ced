//! Who hears of what, by the handles of a message and the blocks around them (doc: monitors/notify/variables).

use std::collections::{BTreeMap, BTreeSet};

use datadog_query::message::{Condition, Handle, Status, Template, Transition};

use crate::shown::shown;

/// What somebody may hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    Alert,
    Repetition,
    Warning,
    NoData,
    AlertRecovery,
    WarningRecovery,
    NoDataRecovery,
}

/// Every event with an example of its transition.
const EVENTS: [(Event, Status, Status); 7] = [
    (Event::Alert, Status::Ok, Status::Alert),
    (Event::Repetition, Status::Alert, Status::Alert),
    (Event::Warning, Status::Ok, Status::Warn),
    (Event::NoData, Status::Ok, Status::NoData),
    (Event::AlertRecovery, Status::Alert, Status::Ok),
    (Event::WarningRecovery, Status::Warn, Status::Ok),
    (Event::NoDataRecovery, Status::NoData, Status::Ok),
];

/// Which events there are beside alerts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Notifies {
    pub(super) warning: bool,
    pub(super) no_data: bool,
    pub(super) repeats: bool,
}

impl Notifies {
    /// What both sides have: an event that comes or goes is told in its own words.
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            warning: self.warning && other.warning,
            no_data: self.no_data && other.no_data,
            repeats: self.repeats && other.repeats,
        }
    }

    const fn has(self, event: Event) -> bool {
        match event {
            Event::Alert | Event::AlertRecovery => true,
            Event::Repetition => self.repeats,
            Event::Warning | Event::WarningRecovery => self.warning,
            Event::NoData | Event::NoDataRecovery => self.no_data,
        }
    }
}

/// A recipient: a handle without `@`, and whether it is told under a condition on something else than the transition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Recipient {
    pub(super) handle: String,
    pub(super) conditional: bool,
}

impl Recipient {
    pub(super) fn words(&self) -> String {
        let condition = if self.conditional { " under a condition" } else { "" };
        format!("{}{condition}", shown(&self.handle))
    }
}

/// The recipients and the events they hear of.
pub(super) fn of(template: &Template, notifies: Notifies) -> BTreeMap<Recipient, BTreeSet<Event>> {
    let mut found: BTreeMap<Recipient, BTreeSet<Event>> = BTreeMap::new();
    for handle in template.handles() {
        let heard: BTreeSet<Event> = EVENTS
            .into_iter()
            .filter(|(event, from, to)| {
                let transition = Transition {
                    from: *from,
                    to: *to,
                    renotify: from == to,
                };
                notifies.has(*event) && handle.guards.iter().all(|guard| guard.may_pass(transition))
            })
            .map(|(event, ..)| event)
            .collect();
        if !heard.is_empty() {
            found.entry(recipient(&handle)).or_default().extend(heard);
        }
    }
    found
}

fn recipient(handle: &Handle<'_>) -> Recipient {
    Recipient {
        handle: handle.name().trim_start_matches('@').to_owned(),
        conditional: handle
            .guards
            .iter()
            .any(|guard| !matches!(guard.condition, Condition::Status(_))),
    }
}

/// `alerts and recoveries`
pub(super) fn words(events: &BTreeSet<Event>) -> String {
    let recoveries = [Event::AlertRecovery, Event::WarningRecovery, Event::NoDataRecovery];
    let told: Vec<Event> = recoveries.into_iter().filter(|event| events.contains(event)).collect();
    let mut parts: Vec<&str> = Vec::new();
    for event in events {
        parts.push(match event {
            Event::Alert => "alerts",
            Event::Repetition => "repetitions",
            Event::Warning => "warnings",
            Event::NoData => "missing data",
            Event::AlertRecovery if told.len() == 1 => "recoveries from alerts",
            Event::WarningRecovery if told.len() == 1 => "recoveries from warnings",
            Event::NoDataRecovery if told.len() == 1 => "recoveries from missing data",
            _ if Some(event) == told.first() => "recoveries",
            _ => continue,
        });
    }
    crate::shown::listed(&parts)
}
