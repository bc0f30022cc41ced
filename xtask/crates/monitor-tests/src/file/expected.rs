//! What is expected of notifications.

use documents::yaml::Located;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{OneOrMany, Text};

/// What is sent at a time.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Notify {
    /// When: `21m`, `20m..25m`.
    pub at: Text,
    /// Only in these environments.
    pub envs: Option<Vec<Text>>,
    /// Only for these services.
    pub services: Option<Vec<Text>>,
    /// Only for services of these tiers.
    pub tiers: Option<Vec<Text>>,
    /// Only what is about this group.
    pub group: Option<Text>,
    /// Who is notified: these and nobody else.
    pub to: Option<Vec<Text>>,
    /// Who is not notified; `*` stands for any characters.
    #[serde(default)]
    pub never: Vec<Text>,
    /// What its title says.
    pub title: Option<Located<TextMatch>>,
    /// What its message says.
    pub body: Option<Located<TextMatch>>,
    /// Its priority, 1 to 5.
    pub priority: Option<u8>,
    /// Nothing is sent.
    #[serde(default)]
    pub silent: bool,
}

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TextMatch {
    /// All of these.
    #[serde(default)]
    pub contains: Located<OneOrMany>,
    /// None of these.
    #[serde(default)]
    pub lacks: Located<OneOrMany>,
}
