//! Groups of rules as people write them. Unknown fields are errors. Types only; [`crate::compile`] checks what they say.

use serde::Deserialize;

/// A file of rules.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// What is scanned.
    pub group: Group,
    /// The rules.
    pub rules: Vec<Rule>,
}

/// What a group of rules scans.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// A search: only what it selects is scanned.
    pub filter: String,
    /// The products.
    pub products: Vec<Product>,
}

/// A product whose data is scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Product {
    /// Logs.
    Logs,
    /// Spans.
    Apm,
    /// Events.
    Events,
    /// Real user monitoring.
    Rum,
}

/// A rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// What it finds, in a word.
    pub kind: String,
    /// The regular expression. The whole match is replaced.
    pub pattern: String,
    /// Words of which one must come before the match, or be in the path of its attribute.
    #[serde(default)]
    pub keywords: Option<Keywords>,
    /// Matches that are left alone.
    #[serde(default)]
    pub suppress: Option<Suppress>,
    /// A checksum that would lower the number of false matches. Datadog's API does not take it.
    #[serde(default)]
    pub checker: Option<Checker>,
    /// What becomes of a match.
    pub action: Action,
    /// The text that replaces a match, for `redact`.
    #[serde(default)]
    pub replacement: Option<String>,
    /// How many characters are replaced, for `partial`: the first, or the last if it is negative.
    #[serde(default)]
    pub characters: Option<i32>,
    /// Tags of a log with a match.
    pub tags: Vec<String>,
    /// How important a match is: 1 to 5.
    pub priority: u8,
}

/// Words of which one must come before a match.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keywords {
    /// The words.
    pub words: Vec<String>,
    /// How many characters before the match a word may begin.
    pub characters_before: u8,
}

/// Matches that are left alone.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppress {
    /// By their beginning.
    #[serde(default)]
    pub starts_with: Vec<String>,
    /// By their end.
    #[serde(default)]
    pub ends_with: Vec<String>,
    /// As a whole.
    #[serde(default)]
    pub exact_match: Vec<String>,
}

/// A checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Checker {
    /// Cards.
    Luhn,
    /// National provider identifiers: Luhn over 80840 and the number.
    UsNpi,
    /// Numbers of the Drug Enforcement Administration.
    UsDea,
    /// Bank accounts.
    Iban,
    /// Vehicles.
    Vin,
}

/// What becomes of a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It is replaced by its hash: equal texts stay equal.
    Hash,
    /// It is replaced by a text.
    Redact,
    /// Some of its characters are replaced.
    Partial,
}
