//! Scopes of downtimes: `service:web-store AND env:(dev OR staging)` (doc: monitors/downtimes, "Downtime scope syntax" and "Downtime scope limitations").
//!
//! The language looks like that of log searches, but the API accepts much less of it: each tag has a key, `OR` joins only what is in parentheses, parentheses
//! are at most two levels deep, only tags and alternatives of one key are negated, and `*` is the only wildcard.

mod parse;
mod print;
#[cfg(test)]
mod tests;

use crate::{Result, Span};

/// The deepest nesting of parentheses.
pub const DEPTH_MAX: usize = 2;

/// A scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// `*`: all groups.
    Everything,
    /// What a group must match.
    Condition(Condition),
}

/// What a group must match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// `env:prod`, `-env:prod`, `env:(dev OR staging)`
    Tag(Tag),
    /// `a AND b`, at least two.
    All(Vec<Condition>),
    /// `(a OR b)`, at least two.
    Any(Vec<Condition>),
}

/// A key and its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Whether it must not match: `-env:prod`.
    pub negated: bool,
    /// `env`
    pub key: String,
    /// The value, or the values in parentheses.
    pub values: Values,
    /// Its span.
    pub span: Span,
}

/// The values of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    /// `prod`, `authentication-*`
    One(String),
    /// `(dev OR staging)`, at least two.
    Any(Vec<String>),
    /// `(a AND b)`, at least two, of a key that has several values.
    All(Vec<String>),
}

/// Parses a scope.
///
/// # Errors
/// The first part that the API does not accept.
pub fn parse(text: &str) -> Result<Scope> {
    parse::scope(text)
}
