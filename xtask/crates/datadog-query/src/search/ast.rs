//! The tree of a search. Spans are bytes of the parsed text.

use std::ops::Range;

use super::{Bound, Comparator, Network, Pattern, Variable};

/// A search. Two are equal when text and spans are; compare [`Search::without_spans`] to ignore where things stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// What an event must fulfil; `None` for blank text, which finds everything.
    pub root: Option<Node<Clause>>,
}

/// An expression and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<T> {
    /// What is said.
    pub expr: Expr<T>,
    /// Where, parentheses not included.
    pub span: Range<usize>,
}

/// Leaves joined by operators: clauses in a search, tests in the group after an attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr<T> {
    /// All of two or more; `AND`, or side by side.
    And(Vec<Node<T>>),
    /// One of two or more; `OR`.
    Or(Vec<Node<T>>),
    /// Exclusion; `-` or `NOT`.
    Not(Box<Node<T>>),
    /// A leaf.
    Leaf(T),
}

/// One condition on an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Clause {
    /// `*`, `*:*`: every event.
    All,
    /// `word`, `"some words"`, `wor*`: free text, found in the message.
    Message(Pattern),
    /// `key:test` or `key:(test OR test)`.
    Field {
        /// What is looked at.
        key: Key,
        /// What its value must fulfil.
        test: Node<Test>,
    },
    /// `_exists_:key`, or `_missing_:key` with `no_data`.
    Exists {
        /// What is looked at.
        key: Key,
        /// Whether it must be absent.
        missing: bool,
    },
    /// `CIDR(@key, 10.0.0.0/8, ...)`: an address in one of the networks.
    Cidr {
        /// What is looked at.
        key: Key,
        /// One or more.
        networks: Vec<Network>,
    },
    /// `$variable` on its own: the dashboard fills in a whole `key:value`.
    Variable(Variable),
}

/// What a clause looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its kind, by its first character.
    pub kind: KeyKind,
    /// The name without that character, escapes resolved. Empty for [`KeyKind::Anywhere`].
    pub name: String,
    /// Where it stands, with that character.
    pub span: Range<usize>,
}

/// The kinds of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// What a value must fulfil.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// `*`: it exists.
    Exists,
    /// `value`, `"a value"`, `val*`: it is, or looks like, this.
    Matches(Pattern),
    /// `>=5`: it compares so.
    Compare {
        /// How.
        comparator: Comparator,
        /// With what.
        bound: Box<Bound>,
    },
    /// `[1 TO 5]`, `{1 TO 5}`: it lies between; `None` where a side is `*`.
    Range {
        /// The lower side.
        lower: Option<Box<Bound>>,
        /// The upper side.
        upper: Option<Box<Bound>>,
        /// Whether the bounds belong to it: `[]` rather than `{}`.
        inclusive: bool,
    },
}

impl<T> Node<T> {
    /// Calls `visit` on every leaf in the order of the text; `negated` says whether an odd number of exclusions surrounds it.
    pub fn each_leaf<'a>(&'a self, negated: bool, visit: &mut impl FnMut(&'a T, bool, &Range<usize>)) {
        match &self.expr {
            Expr::And(nodes) | Expr::Or(nodes) => nodes.iter().for_each(|node| node.each_leaf(negated, visit)),
            Expr::Not(node) => node.each_leaf(!negated, visit),
            Expr::Leaf(leaf) => visit(leaf, negated, &self.span),
        }
    }

    /// Whether the expression holds, where `leaf` says of a leaf whether it does.
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

    /// Every key that is looked at, in the order of the text.
    #[must_use]
    pub fn keys(&self) -> Vec<&Key> {
        self.clauses()
            .into_iter()
            .filter_map(|(clause, _)| clause.key())
            .collect()
    }
}

impl Clause {
    /// What the clause looks at, unless it is the message or everything.
    #[must_use]
    pub fn key(&self) -> Option<&Key> {
        match self {
            Self::Field { key, .. } | Self::Exists { key, .. } | Self::Cidr { key, .. } => Some(key),
            Self::All | Self::Message(_) | Self::Variable(_) => None,
        }
    }
}
