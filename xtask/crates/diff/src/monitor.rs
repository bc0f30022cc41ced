//! Compares monitors field by field.

mod expression;
pub(crate) mod fan_out;
mod message;
mod options;
mod query;
mod recipients;
mod routing;
mod thresholds;
mod variables;
mod window;

use std::collections::BTreeSet;

use datadog_schema::payload::{Monitor, Options};
use serde_json::{Map, Value, json};

use self::message::Message;
use self::recipients::{NotifiedEvents, Recipients};
use crate::display::value;
use crate::fact::Fact;
use crate::payload::{Payloads, different};
use crate::policy::Policy;
use crate::tags;
use crate::wording::Wording;
use model::Risk;

/// The tag that repeats the priority.
const SEVERITY: &str = "severity";

/// The differences of two monitors.
pub(crate) fn facts(old: &Value, new: &Value, policies: &[&Policy]) -> Vec<Fact> {
    let events = notified_events(&Monitor::read(old).options).and(notified_events(&Monitor::read(new).options));
    let mut payloads = Payloads::new(old, new);
    let mut reported = BTreeSet::new();
    let mut facts = priority(&mut payloads, &mut reported);
    let repeated: &[&str] = if facts.is_empty() { &[] } else { &[SEVERITY] };
    let (old_options, new_options) = payloads.take("options");
    if [&old_options, &new_options]
        .into_iter()
        .flatten()
        .any(|options| !options.is_object())
    {
        facts.extend(different(
            "options",
            Risk::Loosened,
            old_options.as_ref(),
            new_options.as_ref(),
        ));
    }
    let mut options = Payloads::new(&old_options.unwrap_or_default(), &new_options.unwrap_or_default());
    facts.extend(measured(&mut payloads, &mut options, &mut reported));
    let (old_tags, new_tags) = payloads.take("tags");
    facts.extend(tags::facts(old_tags.as_ref(), new_tags.as_ref(), repeated));
    let mut wording = Wording::new(&reported);
    wording.field(&mut payloads, "name");
    facts.extend(messages(&mut payloads, &mut options, wording, events, policies));
    facts.extend(options::facts(&mut options));
    facts.extend(options.rest("options.", Risk::Timing));
    facts.extend(payloads.scalar("restricted_roles", "roles that may edit it", Risk::Ownership));
    facts.extend(payloads.rest("", Risk::ChangedQuery));
    facts
}

/// The recipients of a monitor that exists on one side only.
pub(crate) fn recipient_facts(monitor: &Value, policies: &[&Policy], new: bool) -> Vec<Fact> {
    routing::one_sided(&recipients(&Monitor::read(monitor)), policies, new)
}

/// The recipients of a monitor.
fn recipients(monitor: &Monitor<'_>) -> Recipients {
    let repeated = monitor.options.escalation_message.unwrap_or_default();
    let message = Message::new(monitor.message.to_owned(), repeated.to_owned());
    message.recipients(notified_events(&monitor.options))
}

/// The events other than alerts of which a monitor notifies.
fn notified_events(options: &Options<'_>) -> NotifiedEvents {
    NotifiedEvents {
        warning: options.thresholds.warning.is_some(),
        no_data: options.notifies_on_no_data(),
        renotification: options.renotify_interval.is_some_and(|minutes| minutes > 0),
    }
}

/// Compares the recipients, and the messages without their handles.
fn messages(
    payloads: &mut Payloads,
    options: &mut Payloads,
    mut wording: Wording<'_>,
    events: NotifiedEvents,
    policies: &[&Policy],
) -> Vec<Fact> {
    let (messages, repeated) = (payloads.take("message"), options.take("escalation_message"));
    let mut facts = Vec::new();
    for ((old, new), field) in [(&messages, "message"), (&repeated, "renotification message")] {
        if [old, new]
            .into_iter()
            .flatten()
            .any(|side| !side.is_string() && !side.is_null())
        {
            facts.extend(different(field, Risk::Unreadable, old.as_ref(), new.as_ref()));
        }
    }
    let text = |side: Option<Value>| {
        side.and_then(|side| side.as_str().map(str::to_owned))
            .unwrap_or_default()
    };
    let old = Message::new(text(messages.0), text(repeated.0));
    let new = Message::new(text(messages.1), text(repeated.1));
    let routes = routing::facts(&old.recipients(events), &new.recipients(events), policies);
    let (old_bodies, new_bodies) = (old.bodies(), new.bodies());
    if routes.is_empty() && old_bodies == new_bodies && old.texts() != new.texts() {
        facts.push(Fact::new(
            Risk::Wording,
            "message",
            "reformatted, with the same recipients and words",
        ));
    }
    facts.extend(routes);
    facts.extend(old.new_error(&new));
    for (old_body, new_body) in old_bodies.iter().zip(&new_bodies) {
        wording.texts(old_body.trim(), new_body.trim());
    }
    facts.extend(wording.facts());
    facts
}

fn priority(payloads: &mut Payloads, reported: &mut BTreeSet<String>) -> Vec<Fact> {
    let (old, new) = payloads.take("priority");
    let word = |side: &Option<Value>| match side {
        Some(priority) if priority.is_number() => format!("P{}", value(priority)),
        Some(Value::Null) | None => "none".to_owned(),
        Some(other) => value(other),
    };
    let (old, new) = (word(&old), word(&new));
    if old == new {
        return Vec::new();
    }
    reported.extend([old.clone(), new.clone()]);
    vec![Fact::new(Risk::Severity, "priority", format!("{old} -> {new}"))]
}

/// Compares type, query and thresholds.
fn measured(payloads: &mut Payloads, options: &mut Payloads, reported: &mut BTreeSet<String>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = payloads
        .scalar("type", "type", Risk::ChangedQuery)
        .into_iter()
        .collect();
    let (old, new) = payloads.take("query");
    let (old_thresholds, new_thresholds) = options.take("thresholds");
    if let (Some(Value::String(old)), Some(Value::String(new))) = (&old, &new) {
        let diff = query::compare(old, new, reported);
        let [old, new] = [
            (old_thresholds, diff.thresholds[0]),
            (new_thresholds, diff.thresholds[1]),
        ]
        .map(|(stated, queried)| complete(stated, queried));
        facts.extend(thresholds::facts(old, new, diff.side, reported));
        facts.extend(diff.facts);
    } else {
        facts.extend(different("query", Risk::ChangedQuery, old.as_ref(), new.as_ref()));
        facts.extend(different(
            "thresholds",
            Risk::Loosened,
            old_thresholds.as_ref(),
            new_thresholds.as_ref(),
        ));
    }
    facts
}

/// The thresholds of the options, completed from the query: the critical threshold may be in the query alone. If it is in both, Datadog requires that they are equal.
fn complete(stated: Option<Value>, queried: Option<f64>) -> Map<String, Value> {
    let mut thresholds = match stated {
        Some(Value::Object(thresholds)) => thresholds,
        Some(other) if !other.is_null() => Map::from_iter([("thresholds".to_owned(), other)]),
        _ => Map::new(),
    };
    if let Some(queried) = queried {
        let differs = thresholds
            .get("critical")
            .and_then(Value::as_f64)
            .is_some_and(|stated| stated != queried);
        let name = if differs { "in the query" } else { "critical" };
        thresholds.insert(name.to_owned(), json!(queried));
    }
    thresholds
}
