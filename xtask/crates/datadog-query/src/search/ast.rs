//! The tree of a search. Spans are bytes of the parsed text.

use std::ops::Range;

use super::{Bound, Comparator, Network, Pattern, Variable};

/// A search. Two searches are equal if their trees and spans are; compare [`Search::without_spans`] to ignore spans.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Search {
    /// The condition on events; `None` for a blank search, which matches everything.
    pub root: Option<Node<Clause>>,
}

/// An expression and its span.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Node<T> {
    /// The expression.
    pub expr: Expr<T>,
    /// Its span, without parentheses.
    pub span: Range<usize>,
}

/// Leaves joined by operators: clauses in a search, tests in the group after an attribute.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Expr<T> {
    /// All of two or more; `AND`, or adjacent.
    And(Vec<Node<T>>),
    /// At least one of two or more; `OR`.
    Or(Vec<Node<T>>),
    /// Exclusion; `-`, `!` or `NOT`.
    Not(Box<Node<T>>),
    /// A leaf.
    Leaf(T),
}

/// One condition on an event.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Clause {
    /// `*`, `*:*`: every event.
    All,
    /// `word`, `"some words"`, `wor*`: free text, found in the message.
    Message(Pattern),
    /// `key:test` or `key:(test OR test)`.
    Field {
        /// The attribute or tag.
        key: Key,
        /// The condition on its value.
        test: Node<Test>,
    },
    /// `_exists_:key` or a bare `@key`; with `missing`, `_missing_:key`.
    Exists {
        /// The attribute or tag.
        key: Key,
        /// Whether it must be absent.
        missing: bool,
    },
    /// `CIDR(@key, 10.0.0.0/8, ...)`: the value is an address in one of the networks.
    Cidr {
        /// The attribute or tag.
        key: Key,
        /// The networks, one or more.
        networks: Vec<Network>,
    },
    /// `$variable` on its own: the dashboard fills in a whole `key:value`.
    Variable(Variable),
}

/// The attribute or tag of a clause.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Key {
    /// Its kind, by its first character.
    pub kind: KeyKind,
    /// The name without that character, escapes resolved. Empty for [`KeyKind::Anywhere`].
    pub name: String,
    /// Its span, with that character.
    pub span: Range<usize>,
}

/// The kinds of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum KeyKind {
    /// `@http.status_code`: an attribute by its path.
    Attribute,
    /// `env`, `service`: a tag or a reserved attribute.
    Tag,
    /// `#duration`: a calculated field.
    Calculated,
    /// `*`: full-text search in all attributes and the message.
    Anywhere,
}

/// A condition on a value.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub enum Test {
    /// `*`: it exists.
    Exists,
    /// `value`, `"a value"`, `val*`: it equals or matches this.
    Matches(Pattern),
    /// `>=5`: a comparison.
    Compare {
        /// The comparator.
        comparator: Comparator,
        /// The bound.
        bound: Box<Bound>,
    },
    /// `[1 TO 5]`, `{1 TO 5}`: it is between the bounds; `None` for `*`.
    Range {
        /// The lower bound.
        lower: Option<Box<Bound>>,
        /// The upper bound.
        upper: Option<Box<Bound>>,
        /// Whether it includes the bounds: `[]` rather than `{}`.
        inclusive: bool,
    },
}

impl<T> Node<T> {
    /// Calls `visit` on every leaf in the order of the text, with whether it is negated (by an odd number of exclusions).
    pub fn each_leaf<'a>(&'a self, negated: bool, visit: &mut impl FnMut(&'a T, bool, &Range<usize>)) {
        match &self.expr {
            Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().for_each(|node| node.each_leaf(negated, visit)),
            Expr::Not(node) => node.each_leaf(!negated, visit),
            Expr::Leaf(leaf) => visit(leaf, negated, &self.span),
        }
    }

    /// Whether the expression holds; `leaf` returns whether a leaf holds.
    pub fn holds(&self, leaf: &impl Fn(&T) -> bool) -> bool {
        match &self.expr {
            Expr::And(nodes) => nodes.iter().all(|node| node.holds(leaf)),
            Expr::Or(nodes) => nodes.iter().any(|node| node.holds(leaf)),
            Expr::Not(node) => !node.holds(leaf),
            Expr::Leaf(it) => leaf(it),
        }
    }
}

impl Search {
    /// Every clause in the order of the text, and whether it is excluded.
    #[must_use]
    pub fn clauses(&self) -> Vec<(&Clause, bool)> {
        let mut out = Vec::new();
        if let Some(root) = &self.root {
            root.each_leaf(false, &mut |clause, negated, _| out.push((clause, negated)));
        }
        out
    }

    /// Every key, in the order of the text.
    #[must_use]
    pub fn keys(&self) -> Vec<&Key> {
        self.clauses()
            .into_iter()
            .filter_map(|(clause, _)| clause.key())
            .collect()
    }
}

impl Clause {
    /// The key of the clause; `None` for free text and `*`.
    #[must_use]
    pub fn key(&self) -> Option<&Key> {
        match self {
            Self::Field { key, .. } | Self::Exists { key, .. } | Self::Cidr { key, .. } => Some(key),
            Self::All | Self::Message(_) | Self::Variable(_) => None,
        }
    }
}
