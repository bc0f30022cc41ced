//! The plan of an evaluation: the query as a tree over its metrics.

use super::Scope;
use crate::error::Result;
use crate::functions::{Rank, RowFunction};
use crate::semantics::{CountAlignment, Semantics};
use crate::series::rollup::Modifier;
use crate::series::{Aggregator, Fill};
use crate::time::Window;

/// A compiled query.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) window: Window,
    /// The aggregator over the window.
    pub(crate) aggregator: Aggregator,
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) root: Node,
    /// Whether each operand is aggregated to one value over the exact window, as for events, instead of per bucket.
    pub(crate) whole_window: bool,
}

/// `space:metric{scope} by {keys}` with its modifiers.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    /// The query in canonical form.
    pub(crate) text: String,
    pub(crate) metric: String,
    pub(crate) scope: Scope,
    pub(crate) by: Vec<String>,
    pub(crate) space: Space,
    pub(crate) modifier: Option<Modifier>,
    pub(crate) rollup: Option<Aggregator>,
    pub(crate) rollup_s: Option<i64>,
    pub(crate) fill: Option<Fill>,
    /// A function that is applied after time aggregation and before space aggregation, such as `diff` (doc: `dashboards/functions/rate`).
    pub(crate) before_space: Option<RowFunction>,
}

/// Space aggregation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Space {
    Of(Aggregator),
    /// `count(v: v <= x)` over a distribution's values.
    CountIf(crate::state::Comparator, f64),
    /// The number of distinct values, for the cardinality of an attribute.
    Distinct,
}

#[derive(Clone, Debug)]
pub(crate) enum Node {
    Number(f64),
    Leaf(usize),
    Row(RowFunction, Box<Node>),
    Rank(Rank, Box<Node>),
    /// The values this many seconds later (earlier if negative).
    Shift(i64, Box<Node>),
    /// The number of groups that have a value, or a value other than zero.
    CountGroups {
        nonzero: bool,
        of: Box<Node>,
    },
    /// Aggregates the groups to groups by fewer keys.
    Regroup {
        aggregator: Aggregator,
        by: Vec<String>,
        of: Box<Node>,
    },
    /// Drops groups with the value `N/A` for one of their keys.
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
    /// The result; `NAN` if it is not finite, as for a division by zero.
    pub(crate) fn apply(self, a: f64, b: f64) -> f64 {
        let result = match self {
            Self::Add => a + b,
            Self::Subtract => a - b,
            Self::Multiply => a * b,
            Self::Divide => a / b,
            // if one value is missing, these two return the other
            Self::Least => a.min(b),
            Self::Greatest => a.max(b),
        };
        crate::functions::finite(result)
    }
}

impl Plan {
    /// Whether operands are aggregated over the window before they are combined: for arithmetic with at least one `as_count`
    /// (doc: `monitors/guide/as-count-in-monitor-evaluations`), for percentiles, which cannot be averaged, and for events.
    pub(crate) fn aggregates_first(&self) -> bool {
        let counted = self.leaves.iter().any(|l| l.modifier == Some(Modifier::AsCount));
        self.whole_window
            || (counted && self.root.has_arithmetic())
            || matches!(self.aggregator, Aggregator::Percentile(_))
    }

    /// How many seconds before a window its data can start: because of shifts, interpolation and buckets that start before the window.
    pub(crate) fn lookback_s(&self, semantics: &Semantics) -> i64 {
        self.root.shift_back_s()
            + i64::from(semantics.fill_max_s)
            + self.leaves.iter().map(|l| self.step_s(l)).max().unwrap_or(0)
    }

    /// The width in seconds of the buckets of `leaf`.
    pub(crate) fn step_s(&self, leaf: &Leaf) -> i64 {
        leaf.rollup_s.unwrap_or_else(|| self.window.rollup_s()).max(1)
    }

    /// The keys of its groups.
    pub(crate) fn keys(&self) -> Result<Vec<String>> {
        self.root.keys(&self.leaves)
    }
}

impl Node {
    /// `a operator b`; for two numbers, their result.
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

    /// The greatest shift back in time, in seconds.
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

    /// Whether a missing value of this operand counts as zero if the other operand has a value.
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
