//! The tree of a message. Spans are bytes of the parsed text.

use std::ops::Range;

use super::{Condition, Expression, Path};

/// A message.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Template {
    /// Its parts in order.
    pub nodes: Vec<Node>,
}

/// A part of a message and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Where, with its braces.
    pub span: Range<usize>,
}

/// The kinds of parts.
#[derive(Clone, Debug, PartialEq)]
pub enum NodeKind {
    /// Text as it is.
    Text(String),
    /// `{{path}}`, or `{{{path}}}` with `raw`, whose value is not HTML-encoded.
    Variable {
        /// Which.
        path: Path,
        /// Whether it stands in three braces.
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
        /// What must hold.
        condition: Option<Condition>,
        /// The text between, braces and all.
        text: String,
    },
    /// `{{! words }}` or `{{!-- words --}}`.
    Comment(String),
}

/// A conditional part.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What must hold.
    pub condition: Condition,
    /// `{{^condition}}`: it must not.
    pub negated: bool,
    /// The opening tag.
    pub open: Range<usize>,
    /// What is shown then.
    pub body: Vec<Node>,
    /// After `{{else}}`: what is shown otherwise.
    pub otherwise: Option<Vec<Node>>,
}

/// What a block compares.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// `"host.name"`: a variable by its name in quotes.
    Variable(Path),
    /// `(eval "expression")`.
    Eval(Expression),
}
