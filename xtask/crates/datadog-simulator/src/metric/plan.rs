//! What is evaluated: the query as a tree over its metrics.

use super::Scope;
use crate::error::Result;
use crate::functions::{Rank, RowFunction};
use crate::semantics::{CountAlignment, Semantics};
use crate::series::rollup::Modifier;
use crate::series::{Aggregator, Fill};
use crate::time::Window;

/// A metric query of a monitor.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) window: Window,
    pub(crate) aggregator: Aggregator,
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) root: Node,
    /// Whether every operand is one value over the exact window, as events are aggregated.
    pub(crate) whole_window: bool,
}

/// `space:metric{scope} by {keys}` with its modifiers.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    /// As it is written.
    pub(crate) text: String,
    pub(crate) metric: String,
    pub(crate) scope: Scope,
    pub(crate) by: Vec<String>,
    pub(crate) space: Space,
    pub(crate) modifier: Option<Modifier>,
    pub(crate) rollup: Option<Aggregator>,
    pub(crate) rollup_s: Option<i64>,
    pub(crate) fill: Option<Fill>,
    /// `diff` works after time aggregation and before space aggregation (doc: `dashboards/functions/rate`).
    pub(crate) before_space: Option<RowFunction>,
}

/// Space aggregation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Space {
    Of(Aggregator),
    /// `count(v: v <= x)` over a distribution's values.
    CountIf(crate::state::Comparator, f64),
    /// How many different values: the cardinality of an attribute.
    Distinct,
}

#[derive(Clone, Debug)]
pub(crate) enum Node {
    Number(f64),
    Leaf(usize),
    Row(RowFunction, Box<Node>),
    Rank(Rank, Box<Node>),
    /// The values of so many seconds later (earlier where negative).
    Shift(i64, Box<Node>),
    /// How many groups have a value, or one that is not zero.
    CountGroups {
        nonzero: bool,
        of: Box<Node>,
    },
    /// Aggregates groups to fewer dimensions.
    Regroup {
        aggregator: Aggregator,
        by: Vec<String>,
        of: Box<Node>,
    },
    /// Drops groups without a value for one of their keys.
    ExcludeNull(Box<Node>),
    Binary(Operator, Box<Node>, Box<Node>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    /// The lesser of two series.
    Least,
    /// The greater of two series.
    Greatest,
}

impl Operator {
    /// The result; division by zero drops out.
    pub(crate) fn apply(self, a: f64, b: f64) -> f64 {
        let result = match self {
            Self::Add => a + b,
            Self::Subtract => a - b,
            Self::Multiply => a * b,
            Self::Divide => a / b,
            // these two prefer the value that is there
            Self::Least => a.min(b),
            Self::Greatest => a.max(b),
        };
        crate::functions::finite(result)
    }
}

impl Plan {
    /// Whether operands are aggregated over the window before they are combined: arithmetic with at least one `as_count`
    /// (doc: `monitors/guide/as-count-in-monitor-evaluations`), or percentiles, which cannot be averaged.
    pub(crate) fn aggregates_first(&self) -> bool {
        let counted = self.leaves.iter().any(|l| l.modifier == Some(Modifier::AsCount));
        self.whole_window
            || (counted && self.root.has_arithmetic())
            || matches!(self.aggregator, Aggregator::Percentile(_))
    }

    /// How far before a window its data may reach, in seconds.
    pub(crate) fn lookback_s(&self, semantics: &Semantics) -> i64 {
        self.root.shift_back_s()
            + i64::from(semantics.fill_max_s)
            + self.leaves.iter().map(|l| self.step_s(l)).max().unwrap_or(0)
    }

    pub(crate) fn step_s(&self, leaf: &Leaf) -> i64 {
        leaf.rollup_s.unwrap_or_else(|| self.window.rollup_s()).max(1)
    }
}

impl Plan {
    /// The keys of its groups.
    pub(crate) fn keys(&self) -> Result<Vec<String>> {
        self.root.keys(&self.leaves)
    }
}

impl Node {
    /// `a operator b`; of two numbers their result.
    pub(crate) fn binary(operator: Operator, a: Node, b: Node) -> Self {
        match (&a, &b) {
            (Self::Number(x), Self::Number(y)) => Self::Number(operator.apply(*x, *y)),
            _ => Self::Binary(operator, Box::new(a), Box::new(b)),
        }
    }

    fn keys(&self, leaves: &[Leaf]) -> Result<Vec<String>> {
        Ok(match self {
            Self::Number(_) | Self::CountGroups { .. } => Vec::new(),
            Self::Leaf(i) => leaves[*i].by.clone(),
            Self::Row(_, of) | Self::Rank(_, of) | Self::Shift(_, of) | Self::ExcludeNull(of) => of.keys(leaves)?,
            Self::Regroup { by, .. } => by.clone(),
            Self::Binary(_, a, b) => super::group::wider(a.keys(leaves)?, b.keys(leaves)?)?,
        })
    }

    pub(crate) fn has_arithmetic(&self) -> bool {
        match self {
            Self::Number(_) | Self::Leaf(_) => false,
            Self::Row(_, of)
            | Self::Rank(_, of)
            | Self::Shift(_, of)
            | Self::CountGroups { of, .. }
            | Self::Regroup { of, .. }
            | Self::ExcludeNull(of) => of.has_arithmetic(),
            Self::Binary(..) => true,
        }
    }

    pub(crate) fn shift_back_s(&self) -> i64 {
        match self {
            Self::Number(_) | Self::Leaf(_) => 0,
            Self::Shift(s, of) => (-s).max(0) + of.shift_back_s(),
            Self::Row(_, of)
            | Self::Rank(_, of)
            | Self::CountGroups { of, .. }
            | Self::Regroup { of, .. }
            | Self::ExcludeNull(of) => of.shift_back_s(),
            Self::Binary(_, a, b) => a.shift_back_s().max(b.shift_back_s()),
        }
    }

    /// Whether missing values of this operand count as zero beside ones that are there.
    pub(crate) fn aligns_as_zero(&self, leaves: &[Leaf], semantics: &Semantics) -> bool {
        semantics.count_alignment == CountAlignment::Zero && self.counts(leaves)
    }

    fn counts(&self, leaves: &[Leaf]) -> bool {
        match self {
            Self::Number(_) => true,
            Self::Leaf(i) => leaves[*i].modifier.is_some(),
            Self::Binary(Operator::Divide, ..) => false,
            Self::Binary(_, a, b) => a.counts(leaves) && b.counts(leaves),
            Self::Row(_, of)
            | Self::Rank(_, of)
            | Self::Shift(_, of)
            | Self::Regroup { of, .. }
            | Self::ExcludeNull(of) => of.counts(leaves),
            Self::CountGroups { .. } => false,
        }
    }
}
