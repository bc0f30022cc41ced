//! How the recipients of a monitor differ: who is woken, who is told.

use std::collections::{BTreeMap, BTreeSet};

use super::recipients::{Event, Recipient, words};
use crate::fact::Fact;
use crate::policy::{Policy, Urgency};
use crate::shown::listed;
use model::Risk;

type Recipients = BTreeMap<Recipient, BTreeSet<Event>>;

/// How the recipients differ.
pub(super) fn facts(old: &Recipients, new: &Recipients, policies: &[&Policy]) -> Vec<Fact> {
    let wakes = |recipient: &Recipient| urgency(policies, recipient) == Urgency::Wakes;
    let [before, after] = [old, new].map(|side| {
        let woken = side
            .iter()
            .filter(|(recipient, events)| wakes(recipient) && events.contains(&Event::Alert));
        woken.map(|(recipient, _)| recipient).collect::<BTreeSet<&Recipient>>()
    });
    let gone: Vec<&Recipient> = before.difference(&after).copied().collect();
    let come: Vec<&Recipient> = after.difference(&before).copied().collect();
    // Who is told of an alert now and was not, and wakes nobody.
    let low: Vec<&Recipient> = new
        .iter()
        .filter(|(recipient, events)| {
            urgency(policies, recipient) == Urgency::Low
                && events.contains(&Event::Alert)
                && !old.contains_key(*recipient)
        })
        .map(|(recipient, _)| recipient)
        .collect();
    let mut facts: Vec<Fact> = pages(&gone, &come, &low, !after.is_empty()).into_iter().collect();
    let mut told: BTreeSet<&Recipient> = gone.iter().chain(&come).copied().collect();
    if !gone.is_empty() {
        told.extend(low);
    }
    facts.extend(notifications(old, new, &told));
    facts
}

fn pages(gone: &[&Recipient], come: &[&Recipient], low: &[&Recipient], still: bool) -> Option<Fact> {
    let (lost, new) = (names(gone), names(come));
    let fact = |risk, how: String| Some(Fact::new(risk, "pages", how));
    match (gone.is_empty(), come.is_empty()) {
        (true, true) => None,
        (true, false) => fact(Risk::NewPage, new),
        (false, false) => fact(Risk::ChangedPage, format!("{new} instead of {lost}")),
        (false, true) if still => fact(Risk::LostPage, format!("{lost} no more")),
        (false, true) if !low.is_empty() => fact(
            Risk::LostPage,
            format!("{}, which wakes nobody, instead of {lost}", names(low)),
        ),
        (false, true) => fact(Risk::LostPage, format!("nobody instead of {lost}")),
    }
}

/// Everything but who is woken by an alert, which is told of `told`.
fn notifications(old: &Recipients, new: &Recipients, told: &BTreeSet<&Recipient>) -> Vec<Fact> {
    let none = BTreeSet::new();
    let recipients: BTreeSet<&Recipient> = old
        .keys()
        .chain(new.keys())
        .filter(|recipient| !told.contains(recipient))
        .collect();
    // By the events: those that hear of them no more, those that hear of them now; whether these are all of which they heard.
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
            format!(" of {}", words(&events.into_iter().collect()))
        };
        let (lost, new) = (names(&gone), names(&come));
        let (risk, how) = match (gone.is_empty(), come.is_empty()) {
            (false, false) => (Risk::LostNotification, format!("{new} instead of {lost}{of}")),
            (false, true) => (Risk::LostNotification, format!("{lost} no more{of}")),
            _ => (Risk::NewNotification, format!("{new}{of}")),
        };
        facts.push(Fact::new(risk, "tells", how));
    }
    facts
}

/// Of a monitor that was not there, whom it reaches; of one that goes, whom it reached.
pub(super) fn reached(recipients: &Recipients, policies: &[&Policy], new: bool) -> Vec<Fact> {
    let mut by_urgency: BTreeMap<Urgency, Vec<&Recipient>> = BTreeMap::new();
    for (recipient, events) in recipients {
        let wakes = events.contains(&Event::Alert);
        let urgency = urgency(policies, recipient);
        by_urgency
            .entry(if wakes { urgency } else { urgency.min(Urgency::Low) })
            .or_default()
            .push(recipient);
    }
    let fact = |(urgency, recipients): (Urgency, Vec<&Recipient>)| {
        let (risk, what) = match (urgency, new) {
            (Urgency::Wakes, true) => (Risk::NewPage, "pages"),
            (Urgency::Wakes, false) => (Risk::LostPage, "paged"),
            (_, true) => (Risk::Added, "tells"),
            (_, false) => (Risk::RemovedMonitor, "told"),
        };
        Fact::new(risk, what, names(&recipients))
    };
    // Channels last, pagers with low urgency before them: which of them there are differs between environments.
    by_urgency.into_iter().rev().map(fact).collect()
}

fn urgency(policies: &[&Policy], recipient: &Recipient) -> Urgency {
    Policy::urgency(policies.iter().copied(), &recipient.handle)
}

fn names(recipients: &[&Recipient]) -> String {
    let names: Vec<String> = recipients.iter().map(|recipient| recipient.words()).collect();
    listed(&names)
}

#[cfg(test)]
mod tests;
