//! The tree of a message. Spans are bytes of the parsed text.

use std::ops::Range;

use super::{Condition, Expression, Path};

/// A message.
#[derive(Clone, Debug, PartialEq, Default, serde::Serialize)]
pub struct Template {
    /// Its parts in order.
    pub nodes: Vec<Node>,
}

/// A part of a message and its span.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Node {
    /// The part.
    pub kind: NodeKind,
    /// Its span, with its braces.
    pub span: Range<usize>,
}

/// The kinds of parts.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum NodeKind {
    /// Plain text.
    Text(String),
    /// `{{path}}`, or `{{{path}}}` with `raw`, whose value is not HTML-encoded.
    Variable {
        /// The variable.
        path: Path,
        /// Whether it is in three braces.
        raw: bool,
    },
    /// `{{eval "expression"}}`.
    Eval(Expression),
    /// `{{local_time 'variable' 'zone'}}`.
    LocalTime {
        /// The time.
        time: Path,
        /// A name of the time zone database, such as `Asia/Tokyo`.
        zone: String,
    },
    /// `{{urlencode "variable"}}`.
    UrlEncode(Path),
    /// `{{override_priority 'P1'}}`: 1 to 5.
    OverridePriority(u8),
    /// `{{#condition}} ... {{else}} ... {{/condition}}`.
    Block(Block),
    /// `{{{{raw}}}} ... {{{{/raw}}}}`; with a condition `{{{{is_match "a" "b"}}}} ... {{{{/is_match}}}}`.
    Raw {
        /// The condition for showing the text.
        condition: Option<Condition>,
        /// The text between the tags, with its braces.
        text: String,
    },
    /// `{{! text }}` or `{{!-- text --}}`.
    Comment(String),
}

/// A conditional part.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Block {
    /// The condition.
    pub condition: Condition,
    /// Whether it is `{{^condition}}`, which shows the body if the condition does not hold.
    pub negated: bool,
    /// The opening tag.
    pub open: Range<usize>,
    /// The part up to `{{else}}` or the closing tag.
    pub body: Vec<Node>,
    /// The part after `{{else}}`.
    pub otherwise: Option<Vec<Node>>,
}

/// The value that a block compares.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Argument {
    /// `"host.name"`: a variable by its name in quotes.
    Variable(Path),
    /// `(eval "expression")`.
    Eval(Expression),
}
