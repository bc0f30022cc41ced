//! Notification rules (doc: `monitors/notify/notification_rules`).

use datadog_query::search::{self, Search};
use serde::Deserialize;
use serde_json::Value;

use crate::error::{Result, SimulationError};

/// A rule that adds recipients to notifications.
#[derive(Clone, Debug, PartialEq)]
pub struct NotificationRule {
    /// Its name.
    pub name: String,
    /// Tags that all must be among the monitor's and the group's.
    pub tags: Vec<String>,
    /// A search over the same tags.
    pub scope: Option<Search>,
    /// Who is notified always.
    pub recipients: Vec<String>,
    /// Who is notified where a condition holds.
    pub conditional: Vec<(Search, Vec<String>)>,
    /// Who is notified where no condition holds.
    pub fallback: Vec<String>,
}

#[derive(Deserialize)]
struct Payload {
    name: String,
    #[serde(default)]
    filter: Filter,
    #[serde(default)]
    recipients: Vec<String>,
    #[serde(default)]
    conditional_recipients: Option<Conditional>,
}

#[derive(Default, Deserialize)]
struct Filter {
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    scope: Option<String>,
}

#[derive(Deserialize)]
struct Conditional {
    #[serde(default)]
    conditions: Vec<Condition>,
    #[serde(default)]
    fallback_recipients: Vec<String>,
}

#[derive(Deserialize)]
struct Condition {
    scope: String,
    recipients: Vec<String>,
}

impl NotificationRule {
    /// Reads a payload, with or without `data.attributes` around it.
    ///
    /// # Errors
    /// It is no such payload.
    pub fn from_payload(payload: &Value) -> Result<Self> {
        let inner = payload.pointer("/data/attributes").unwrap_or(payload);
        let payload =
            Payload::deserialize(inner).map_err(|e| SimulationError::invalid(format!("notification rule: {e}")))?;
        let name = payload.name;
        let read = |text: &str| {
            search::parse_with(text, search::Options::MONITOR).map_err(|e| {
                SimulationError::invalid(format!("notification rule '{name}': '{text}' is no search: {e}"))
            })
        };
        let (conditions, fallback) = payload
            .conditional_recipients
            .map_or_else(Default::default, |c| (c.conditions, c.fallback_recipients));
        Ok(Self {
            tags: payload.filter.tags,
            scope: payload.filter.scope.as_deref().map(read).transpose()?,
            recipients: payload.recipients,
            conditional: conditions
                .into_iter()
                .map(|c| Ok((read(&c.scope)?, c.recipients)))
                .collect::<Result<_>>()?,
            fallback,
            name,
        })
    }
}
