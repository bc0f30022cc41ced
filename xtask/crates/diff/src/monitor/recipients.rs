//! The recipients of a message and their events, from the handles and the blocks around them (doc: monitors/notify/variables).

use std::collections::{BTreeMap, BTreeSet};

use datadog_query::message::{Condition, Handle, Status, Template, Transition};

use crate::display::shortened;

/// An event that notified recipients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Event {
    Alert,
    Renotification,
    Warning,
    NoData,
    AlertRecovery,
    WarningRecovery,
    NoDataRecovery,
}

/// Every event with an example transition.
const EVENTS: [(Event, Status, Status); 7] = [
    (Event::Alert, Status::Ok, Status::Alert),
    (Event::Renotification, Status::Alert, Status::Alert),
    (Event::Warning, Status::Ok, Status::Warn),
    (Event::NoData, Status::Ok, Status::NoData),
    (Event::AlertRecovery, Status::Alert, Status::Ok),
    (Event::WarningRecovery, Status::Warn, Status::Ok),
    (Event::NoDataRecovery, Status::NoData, Status::Ok),
];

/// The events other than alerts of which a monitor notified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NotifiedEvents {
    pub(super) warning: bool,
    pub(super) no_data: bool,
    pub(super) renotification: bool,
}

impl NotifiedEvents {
    /// The events of both sides. An added or removed event is reported as such, not for each recipient.
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            warning: self.warning && other.warning,
            no_data: self.no_data && other.no_data,
            renotification: self.renotification && other.renotification,
        }
    }

    const fn has(self, event: Event) -> bool {
        match event {
            Event::Alert | Event::AlertRecovery => true,
            Event::Renotification => self.renotification,
            Event::Warning | Event::WarningRecovery => self.warning,
            Event::NoData | Event::NoDataRecovery => self.no_data,
        }
    }
}

/// A recipient: a handle without `@`, and whether it depends on a condition other than the transition.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Recipient {
    pub(super) handle: String,
    pub(super) conditional: bool,
}

impl Recipient {
    pub(super) fn text(&self) -> String {
        let condition = if self.conditional { " (under a condition)" } else { "" };
        format!("{}{condition}", shortened(&self.handle))
    }
}

/// Recipients and their events.
pub(super) type Recipients = BTreeMap<Recipient, BTreeSet<Event>>;

/// The recipients of a template and their events.
pub(super) fn recipients(template: &Template, notified: NotifiedEvents) -> Recipients {
    let mut found = Recipients::new();
    for handle in template.handles() {
        let events: BTreeSet<Event> = EVENTS
            .into_iter()
            .filter(|(event, from, to)| {
                let transition = Transition {
                    from: *from,
                    to: *to,
                    renotify: from == to,
                };
                notified.has(*event) && handle.guards.iter().all(|guard| guard.may_pass(transition))
            })
            .map(|(event, ..)| event)
            .collect();
        if !events.is_empty() {
            found.entry(recipient(&handle)).or_default().extend(events);
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
pub(super) fn event_list(events: &BTreeSet<Event>) -> String {
    let recoveries = [Event::AlertRecovery, Event::WarningRecovery, Event::NoDataRecovery];
    let present: Vec<Event> = recoveries.into_iter().filter(|event| events.contains(event)).collect();
    let mut parts: Vec<&str> = Vec::new();
    for event in events {
        parts.push(match event {
            Event::Alert => "alerts",
            Event::Renotification => "renotifications",
            Event::Warning => "warnings",
            Event::NoData => "no data",
            Event::AlertRecovery if present.len() == 1 => "recoveries from alerts",
            Event::WarningRecovery if present.len() == 1 => "recoveries from warnings",
            Event::NoDataRecovery if present.len() == 1 => "recoveries from no data",
            _ if Some(event) == present.first() => "recoveries",
            _ => continue,
        });
    }
    crate::display::joined(&parts)
}
