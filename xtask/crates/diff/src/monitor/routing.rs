//! Compares the recipients of monitors: who is paged, who is notified.

use std::collections::{BTreeMap, BTreeSet};

use super::recipients::{Event, Recipient, Recipients, event_list};
use crate::display::joined;
use crate::fact::Fact;
use crate::policy::{Policy, Urgency};
use model::Risk;

/// The differences of the recipients.
pub(super) fn facts(old: &Recipients, new: &Recipients, policies: &[&Policy]) -> Vec<Fact> {
    let pages = |recipient: &Recipient| urgency(policies, recipient) == Urgency::Pager;
    let [before, after] = [old, new].map(|side| {
        let paged = side
            .iter()
            .filter(|(recipient, events)| pages(recipient) && events.contains(&Event::Alert));
        paged.map(|(recipient, _)| recipient).collect::<BTreeSet<&Recipient>>()
    });
    let gone: Vec<&Recipient> = before.difference(&after).copied().collect();
    let come: Vec<&Recipient> = after.difference(&before).copied().collect();
    // New recipients of alerts with low urgency.
    let low: Vec<&Recipient> = new
        .iter()
        .filter(|(recipient, events)| {
            urgency(policies, recipient) == Urgency::LowUrgencyPager
                && events.contains(&Event::Alert)
                && !old.contains_key(*recipient)
        })
        .map(|(recipient, _)| recipient)
        .collect();
    let mut facts: Vec<Fact> = page_fact(&gone, &come, &low, !after.is_empty()).into_iter().collect();
    let mut reported: BTreeSet<&Recipient> = gone.iter().chain(&come).copied().collect();
    if !gone.is_empty() {
        reported.extend(low);
    }
    facts.extend(notifications(old, new, &reported));
    facts
}

fn page_fact(gone: &[&Recipient], come: &[&Recipient], low: &[&Recipient], still: bool) -> Option<Fact> {
    let (lost, new) = (names(gone), names(come));
    let fact = |risk, how: String| Some(Fact::new(risk, "pages", how));
    match (gone.is_empty(), come.is_empty()) {
        (true, true) => None,
        (true, false) => fact(Risk::NewPage, new),
        (false, false) => fact(Risk::ChangedPage, format!("{new} instead of {lost}")),
        (false, true) if still => Some(Fact::new(Risk::LostPage, "no longer pages", lost)),
        (false, true) if !low.is_empty() => fact(
            Risk::LostPage,
            format!("{} (low urgency) instead of {lost}", names(low)),
        ),
        (false, true) => fact(Risk::LostPage, format!("no one instead of {lost}")),
    }
}

/// Compares all notifications except those of the recipients in `reported`.
fn notifications(old: &Recipients, new: &Recipients, reported: &BTreeSet<&Recipient>) -> Vec<Fact> {
    let none = BTreeSet::new();
    let recipients: BTreeSet<&Recipient> = old
        .keys()
        .chain(new.keys())
        .filter(|recipient| !reported.contains(recipient))
        .collect();
    // By events, and whether these are all events of the recipient: the recipients that lost them, and those that gained them.
    let mut changes: BTreeMap<(Vec<Event>, bool), [Vec<&Recipient>; 2]> = BTreeMap::new();
    for recipient in recipients {
        let [before, after] = [old, new].map(|side| side.get(recipient).unwrap_or(&none));
        for (at, lost, all) in [
            (0, before.difference(after), after.is_empty()),
            (1, after.difference(before), before.is_empty()),
        ] {
            let events: Vec<Event> = lost.copied().collect();
            if !events.is_empty() {
                changes.entry((events, all)).or_default()[at].push(recipient);
            }
        }
    }
    let mut facts = Vec::new();
    for ((events, all), [gone, come]) in changes {
        let of = if all {
            String::new()
        } else {
            format!(" of {}", event_list(&events.into_iter().collect()))
        };
        let (lost, new) = (names(&gone), names(&come));
        facts.push(match (gone.is_empty(), come.is_empty()) {
            (false, false) => Fact::new(
                Risk::LostNotification,
                "notifies",
                format!("{new} instead of {lost}{of}"),
            ),
            (false, true) => Fact::new(Risk::LostNotification, "no longer notifies", format!("{lost}{of}")),
            _ => Fact::new(Risk::NewNotification, "notifies", format!("{new}{of}")),
        });
    }
    facts
}

/// The recipients of a monitor that is new or removed.
pub(super) fn one_sided(recipients: &Recipients, policies: &[&Policy], new: bool) -> Vec<Fact> {
    let mut by_urgency: BTreeMap<Urgency, Vec<&Recipient>> = BTreeMap::new();
    for (recipient, events) in recipients {
        let alerts = events.contains(&Event::Alert);
        let urgency = urgency(policies, recipient);
        by_urgency
            .entry(if alerts {
                urgency
            } else {
                urgency.min(Urgency::LowUrgencyPager)
            })
            .or_default()
            .push(recipient);
    }
    let fact = |(urgency, recipients): (Urgency, Vec<&Recipient>)| {
        let (risk, what) = match (urgency, new) {
            (Urgency::Pager, true) => (Risk::NewPage, "pages"),
            (Urgency::Pager, false) => (Risk::LostPage, "paged"),
            (_, true) => (Risk::Added, "notifies"),
            (_, false) => (Risk::RemovedMonitor, "notified"),
        };
        Fact::new(risk, what, names(&recipients))
    };
    // Pagers first, channels last.
    by_urgency.into_iter().rev().map(fact).collect()
}

fn urgency(policies: &[&Policy], recipient: &Recipient) -> Urgency {
    Policy::urgency(policies.iter().copied(), &recipient.handle)
}

fn names(recipients: &[&Recipient]) -> String {
    let names: Vec<String> = recipients.iter().map(|recipient| recipient.text()).collect();
    joined(&names)
}

#[cfg(test)]
mod tests;
