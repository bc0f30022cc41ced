//! Notification rules (doc: `monitors/notify/notification_rules`).

use datadog_query::search::{self, Search};
use serde::Deserialize;
use serde_json::Value;

use crate::error::{Result, SimulationError};

/// A rule that adds recipients to notifications.
#[derive(Clone, Debug, PartialEq)]
pub struct NotificationRule {
    /// The name.
    pub name: String,
    /// The rule matches if the monitor or the group has each of these tags.
    pub tags: Vec<String>,
    /// A search over the same tags that must match too.
    pub scope: Option<Search>,
    /// The recipients of every notification that the rule matches.
    pub recipients: Vec<String>,
    /// Conditions, each with the recipients it adds.
    pub conditional: Vec<(Search, Vec<String>)>,
    /// The recipients if no condition matches.
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
    /// The payload is invalid.
    pub fn from_payload(payload: &Value) -> Result<Self> {
        let inner = payload.pointer("/data/attributes").unwrap_or(payload);
        let payload =
            Payload::deserialize(inner).map_err(|e| SimulationError::invalid(format!("notification rule: {e}")))?;
        let name = payload.name;
        let read = |text: &str| {
            search::parse_with(text, search::Options::MONITOR).map_err(|e| {
                SimulationError::invalid(format!(
                    "notification rule '{name}': '{text}' is not a valid search: {e}"
                ))
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
