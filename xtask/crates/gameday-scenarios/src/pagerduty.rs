//! What PagerDuty makes of the notifications: events of its Events API v2, and the incidents that they open and resolve.
//!
//! The fields and their rules are PagerDuty's: `routing_key`, `event_action` and `dedup_key`, and of a trigger `payload` with `summary` (at most 1024
//! characters), `source` and `severity`. A trigger whose key an open incident has joins it; a resolve for which no incident is open is discarded. Datadog does
//! not publish which key it sends: here it is the monitor and the group, of which an alert is open once at a time. What Datadog adds to the payload is left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::observed::{Notification, Observed};

/// The start of the handles that are services of PagerDuty.
pub(crate) const HANDLE: &str = "pagerduty";
/// The longest summary and the longest key, in characters.
const SUMMARY_MAX: usize = 1024;
const KEY_MAX: usize = 255;

/// What PagerDuty got, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PagerDuty {
    /// The events, in order of time.
    pub events: Vec<Received>,
    /// The incidents, in the order in which they were opened.
    pub incidents: Vec<Incident>,
}

/// An event and its effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Received {
    /// Seconds after the start of the scenario.
    pub at: i64,
    /// The event.
    pub event: Event,
    /// What it did.
    pub effect: Effect,
}

/// An event of the Events API v2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The service's handle: the key itself is a secret of Datadog's integration.
    pub routing_key: String,
    /// Whether a problem is there or is over.
    pub event_action: Action,
    /// What trigger and resolve of one problem share.
    pub dedup_key: String,
    /// Of a trigger.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub payload: Option<Payload>,
}

/// Whether a problem is there or is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It is there.
    Trigger,
    /// It is over.
    Resolve,
}

/// What a trigger says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payload {
    /// The title of the incident.
    pub summary: String,
    /// Where it is: the group, or the monitor without groups.
    pub source: String,
    /// How bad it is.
    pub severity: Severity,
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// An alert.
    Critical,
    /// No data.
    Error,
    /// A warning.
    Warning,
}

/// What an event did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// It opened an incident: somebody is notified.
    Opened,
    /// It joined the incident that is open.
    Joined,
    /// It resolved the incident.
    Resolved,
    /// No incident is open, so nobody learns of it.
    Discarded,
}

/// An incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incident {
    /// The service's handle.
    pub service: String,
    /// Its key.
    pub dedup_key: String,
    /// Its title.
    pub summary: String,
    /// When it was opened, in seconds after the start of the scenario.
    pub opened: i64,
    /// When it was resolved; `None` if it is open.
    pub resolved: Option<i64>,
}

impl PagerDuty {
    /// What it got and did while the scenario ran.
    #[must_use]
    pub fn of(observed: &Observed) -> Self {
        let mut found = Self::default();
        let mut open: BTreeMap<(String, String), usize> = BTreeMap::new();
        for sent in observed.notifications.iter().filter(|sent| sent.was_sent()) {
            for handle in sent.handles.iter().filter(|handle| handle.starts_with(HANDLE)) {
                let event = event(sent, handle);
                let key = (event.routing_key.clone(), event.dedup_key.clone());
                let effect = match (&event.payload, open.get(&key).copied()) {
                    (Some(_), Some(_)) => Effect::Joined,
                    (Some(payload), None) => {
                        open.insert(key, found.incidents.len());
                        found.incidents.push(Incident {
                            service: event.routing_key.clone(),
                            dedup_key: event.dedup_key.clone(),
                            summary: payload.summary.clone(),
                            opened: sent.at,
                            resolved: None,
                        });
                        Effect::Opened
                    }
                    (None, Some(index)) => {
                        open.remove(&key);
                        if let Some(incident) = found.incidents.get_mut(index) {
                            incident.resolved = Some(sent.at);
                        }
                        Effect::Resolved
                    }
                    (None, None) => Effect::Discarded,
                };
                found.events.push(Received {
                    at: sent.at,
                    event,
                    effect,
                });
            }
        }
        found
    }

    /// What a service of PagerDuty did with a notification.
    #[must_use]
    pub fn effect(&self, sent: &Notification, handle: &str) -> Option<Effect> {
        let key = key(sent);
        let same = |received: &&Received| {
            received.at == sent.at && received.event.routing_key == handle && received.event.dedup_key == key
        };
        self.events.iter().find(same).map(|received| received.effect)
    }
}

fn event(sent: &Notification, handle: &str) -> Event {
    let payload = sent.is_trouble().then(|| Payload {
        summary: sent.title.chars().take(SUMMARY_MAX).collect(),
        source: if sent.group.is_empty() {
            &sent.monitor
        } else {
            &sent.group
        }
        .clone(),
        severity: match sent.state.as_str() {
            "Warn" => Severity::Warning,
            "No Data" => Severity::Error,
            _ => Severity::Critical,
        },
    });
    Event {
        routing_key: handle.to_owned(),
        event_action: if payload.is_some() {
            Action::Trigger
        } else {
            Action::Resolve
        },
        dedup_key: key(sent),
        payload,
    }
}

/// The monitor and the group, of which an alert is open once at a time.
fn key(sent: &Notification) -> String {
    format!("{} {}", sent.monitor, sent.group)
        .chars()
        .take(KEY_MAX)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(at: i64, state: &str, handles: &[&str]) -> Notification {
        Notification {
            monitor: "notes/stalled".to_owned(),
            group: "queue:a".to_owned(),
            at,
            seen: at,
            state: state.to_owned(),
            kind: String::new(),
            title: "t".repeat(2000),
            body: String::new(),
            handles: handles.iter().map(|handle| (*handle).to_owned()).collect(),
            muted_by: None,
        }
    }

    fn effects(notifications: Vec<Notification>) -> Vec<Effect> {
        let observed = Observed {
            notifications,
            ..Observed::default()
        };
        let found = PagerDuty::of(&observed);
        found.events.iter().map(|received| received.effect).collect()
    }

    #[test]
    fn one_problem_is_one_incident() {
        let low = ["slack-ml", "pagerduty-ml-low"];
        let found = effects(vec![
            sent(60, "Alert", &low),
            sent(120, "Alert", &low),
            sent(180, "OK", &low),
            sent(240, "No Data", &low),
        ]);
        assert_eq!(
            found,
            [Effect::Opened, Effect::Joined, Effect::Resolved, Effect::Opened]
        );
    }

    /// A warning goes to Slack alone; its recovery names everybody, because the same text follows an alert that became a warning first.
    #[test]
    fn a_recovery_from_a_warning_reaches_nobody() {
        let found = effects(vec![
            sent(60, "Warn", &["slack-ml"]),
            sent(120, "OK", &["slack-ml", "pagerduty-ml-low"]),
        ]);
        assert_eq!(found, [Effect::Discarded]);
    }

    #[test]
    fn what_is_muted_reaches_nobody() {
        let mut muted = sent(60, "Alert", &["pagerduty-ml"]);
        muted.muted_by = Some("a window".to_owned());
        assert!(effects(vec![muted]).is_empty());
    }

    #[test]
    fn a_trigger_is_as_pagerduty_accepts_it() {
        let event = event(&sent(60, "Alert", &[]), "pagerduty-ml");
        let json = serde_json::to_value(&event).expect("JSON");
        assert_eq!(json["event_action"], "trigger");
        assert_eq!(json["payload"]["severity"], "critical");
        assert_eq!(json["payload"]["source"], "queue:a");
        assert_eq!(json["payload"]["summary"].as_str().map(str::len), Some(SUMMARY_MAX));
        let resolve = serde_json::to_value(super::event(&sent(90, "OK", &[]), "pagerduty-ml")).expect("JSON");
        assert_eq!(resolve["event_action"], "resolve");
        assert_eq!(resolve["dedup_key"], json["dedup_key"]);
        assert_eq!(resolve.get("payload"), None);
    }
}
