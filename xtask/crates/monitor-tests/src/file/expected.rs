//! Expected notifications.

use documents::yaml::Located;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{OneOrMany, Text};
use crate::message_kind::MessageKind;

/// The notifications expected at a time. At least one must be sent, and all must match.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notify {
    /// When they are sent: `21m`, or between two times: `20m..25m`.
    pub at: Text,
    /// Check only in these environments. Default: all.
    pub envs: Option<Vec<Text>>,
    /// Check only for these services. Default: all.
    pub services: Option<Vec<Text>>,
    /// Check only for services of these tiers. Default: all.
    pub tiers: Option<Vec<Text>>,
    /// Check only for monitors of these severities. Default: all.
    pub severities: Option<Vec<Text>>,
    /// Check only notifications of this group.
    pub group: Option<Text>,
    /// Exactly these handles are notified, no others.
    pub to: Option<Vec<Text>>,
    /// These handles are not notified; `*` matches any characters.
    #[serde(default)]
    pub never: Vec<Text>,
    /// Which text of `jsonnet/policy/messages.libsonnet` the message has; it has no text of another kind.
    pub message: Option<Located<MessageKind>>,
    /// The title.
    pub title: Option<Located<TextMatch>>,
    /// The message.
    pub body: Option<Located<TextMatch>>,
    /// The priority, 1 to 5.
    pub priority: Option<u8>,
    /// No notification is sent.
    #[serde(default)]
    pub silent: bool,
}

/// What a text contains.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextMatch {
    /// The text contains all of these.
    #[serde(default)]
    pub contains: Located<OneOrMany>,
    /// The text contains none of these.
    #[serde(default)]
    pub lacks: Located<OneOrMany>,
}
