//! The words of a notification.

use serde_json::Value;

use crate::definition::Definition;
use crate::error::Result;
use crate::run::Announcement;
use crate::state::{Comparator, Thresholds};
use crate::world::Tags;

/// A monitor's title and messages, parsed once.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    title: String,
    message: String,
    escalation: Option<String>,
}

/// What a notification is about.
pub(crate) struct Facts<'a> {
    pub(crate) at: i64,
    pub(crate) announcement: Announcement,
    pub(crate) value: Option<f64>,
    pub(crate) group: &'a Tags,
    pub(crate) tags: &'a Tags,
    pub(crate) thresholds: &'a Thresholds,
    pub(crate) comparator: Comparator,
    pub(crate) priority: Option<u8>,
    /// An event that matched, with the name its variables start with.
    pub(crate) sample: Option<(&'static str, &'a Value)>,
    pub(crate) check_message: Option<&'a str>,
    /// The values of a composite's constituents, `a` first.
    pub(crate) constituents: &'a [Option<f64>],
}

/// What is said.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Words {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) handles: Vec<String>,
    pub(crate) priority: Option<u8>,
}

impl Template {
    pub(crate) fn new(definition: &Definition) -> Result<Self> {
        Ok(Self { title: definition.name.clone(), message: definition.message.clone(), escalation: definition.options.escalation_message.clone() })
    }

    pub(crate) fn render(&self, facts: &Facts<'_>) -> Words {
        Words { title: self.title.clone(), body: self.message.clone(), handles: Vec::new(), priority: facts.priority }
    }
}
