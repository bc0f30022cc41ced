//! Binds a plan to a world: finds the groups and rolls up the series.

use super::clock::Reported;
use super::group::{Groups, Pairing, pair};
use super::leaf::BoundLeaf;
use super::plan::{Node, Operator, Plan};
use crate::error::Result;
use crate::functions::{Rank, RowFunction};
use crate::semantics::{FillAt, Semantics};
use crate::series::Aggregator;
use crate::time::Grid;
use crate::world::Series;

/// A plan with the series of one world.
pub(crate) struct Bound<'w> {
    pub(crate) plan: &'w Plan,
    pub(crate) leaves: Vec<BoundLeaf<'w>>,
    pub(crate) root: BoundNode,
    pub(crate) reported: Option<Reported>,
    /// Whether interpolation can fill empty buckets.
    pub(crate) fills: bool,
    pub(crate) semantics: &'w Semantics,
}

pub(crate) struct BoundNode {
    pub(crate) kind: BoundKind,
    pub(crate) groups: Groups,
    /// The width of a bucket in seconds.
    pub(crate) step_s: i64,
}

pub(crate) enum BoundKind {
    Number(f64),
    Leaf(usize),
    Row(RowFunction, Box<BoundNode>),
    Rank(Rank, Box<BoundNode>),
    Shift(i64, Box<BoundNode>),
    CountGroups {
        nonzero: bool,
        of: Box<BoundNode>,
    },
    Regroup {
        aggregator: Aggregator,
        members: Vec<Vec<usize>>,
        of: Box<BoundNode>,
    },
    /// Keeps only these rows of the operand.
    Keep {
        rows: Vec<usize>,
        of: Box<BoundNode>,
    },
    Binary(Box<Binary>),
}

pub(crate) struct Binary {
    pub(crate) operator: Operator,
    pub(crate) left: BoundNode,
    pub(crate) right: BoundNode,
    /// For each row of the result the rows of the operands.
    pub(crate) rows: Vec<(Option<usize>, Option<usize>)>,
    /// Whether a missing value of the left and of the right operand counts as zero.
    pub(crate) zero: (bool, bool),
}

impl<'w> Bound<'w> {
    /// Binds `plan` to the series of a world for evaluations between `from` and `to` (unix seconds).
    pub(crate) fn new(
        plan: &'w Plan,
        world: &[&'w Series],
        (from, to): (i64, i64),
        semantics: &'w Semantics,
    ) -> Result<Self> {
        let span = (from - plan.window.length_max_s() - plan.lookback_s(semantics), to);
        let leaves: Vec<BoundLeaf<'w>> = plan
            .leaves
            .iter()
            .map(|leaf| BoundLeaf::new(leaf, world, plan.step_s(leaf), span, semantics))
            .collect::<Result<_>>()?;
        let root = bind(&plan.root, plan, &leaves, semantics)?;
        let reported = (semantics.fill_at == FillAt::ReportedBuckets)
            .then(|| reported(&leaves, span))
            .flatten();
        let fills =
            (reported.is_some() || semantics.fill_at == FillAt::EveryBucket) && leaves.iter().any(BoundLeaf::fills);
        Ok(Self {
            fills,
            plan,
            leaves,
            root,
            reported,
            semantics,
        })
    }
}

/// The buckets in which any series of the query reports; `None` if there are fewer than two series to align.
fn reported(leaves: &[BoundLeaf<'_>], (from, to): (i64, i64)) -> Option<Reported> {
    if leaves.iter().map(BoundLeaf::series_count).sum::<usize>() < 2 {
        return None;
    }
    let step_s = leaves.iter().map(|l| l.step_s).min()?;
    let start = from.div_euclid(step_s);
    let grid = Grid {
        start: start * step_s,
        step_s,
        len: usize::try_from(to.div_euclid(step_s) - start + 1).ok()?,
    };
    let mut marks = vec![false; grid.len];
    leaves.iter().for_each(|leaf| leaf.mark_reported(&grid, &mut marks));
    Some(Reported { grid, marks })
}

fn bind(node: &Node, plan: &Plan, leaves: &[BoundLeaf<'_>], semantics: &Semantics) -> Result<BoundNode> {
    let of = |of: &Node| bind(of, plan, leaves, semantics).map(Box::new);
    Ok(match node {
        Node::Number(n) => BoundNode {
            kind: BoundKind::Number(*n),
            groups: Groups::single(),
            step_s: 1,
        },
        Node::Leaf(i) => BoundNode {
            kind: BoundKind::Leaf(*i),
            groups: leaves[*i].groups.clone(),
            step_s: leaves[*i].step_s,
        },
        Node::Row(function, inner) => over(of(inner)?, |of| BoundKind::Row(function.clone(), of)),
        Node::Rank(rank, inner) => over(of(inner)?, |of| BoundKind::Rank(*rank, of)),
        Node::Shift(seconds, inner) => over(of(inner)?, |of| BoundKind::Shift(*seconds, of)),
        Node::CountGroups { nonzero, of: inner } => {
            let of = of(inner)?;
            BoundNode {
                step_s: of.step_s,
                groups: Groups::single(),
                kind: BoundKind::CountGroups { nonzero: *nonzero, of },
            }
        }
        Node::Regroup {
            aggregator,
            by,
            of: inner,
        } => {
            let of = of(inner)?;
            let (members, groups) = of.groups.fold(by);
            BoundNode {
                step_s: of.step_s,
                groups,
                kind: BoundKind::Regroup {
                    aggregator: *aggregator,
                    members,
                    of,
                },
            }
        }
        Node::ExcludeNull(inner) => keep(of(inner)?),
        Node::Binary(operator, a, b) => {
            let zero = (
                a.aligns_as_zero(&plan.leaves, semantics),
                b.aligns_as_zero(&plan.leaves, semantics),
            );
            binary(*operator, *of(a)?, *of(b)?, zero)?
        }
    })
}

fn over(of: Box<BoundNode>, kind: impl FnOnce(Box<BoundNode>) -> BoundKind) -> BoundNode {
    BoundNode {
        groups: of.groups.clone(),
        step_s: of.step_s,
        kind: kind(of),
    }
}

fn keep(of: Box<BoundNode>) -> BoundNode {
    let rows: Vec<usize> = (0..of.groups.tags.len())
        .filter(|i| of.groups.tags[*i].pairs().all(|(_, v)| !v.eq_ignore_ascii_case("n/a")))
        .collect();
    BoundNode {
        groups: Groups {
            keys: of.groups.keys.clone(),
            tags: rows.iter().map(|i| of.groups.tags[*i].clone()).collect(),
        },
        step_s: of.step_s,
        kind: BoundKind::Keep { rows, of },
    }
}

fn binary(operator: Operator, left: BoundNode, right: BoundNode, zero: (bool, bool)) -> Result<BoundNode> {
    // a number has no groups: it is combined with every group of the other operand
    let (groups, rows) = match (&left.kind, &right.kind) {
        (BoundKind::Number(_), _) => (
            right.groups.clone(),
            (0..right.groups.tags.len()).map(|i| (Some(0), Some(i))).collect(),
        ),
        (_, BoundKind::Number(_)) => (
            left.groups.clone(),
            (0..left.groups.tags.len()).map(|i| (Some(i), Some(0))).collect(),
        ),
        _ => {
            let Pairing { rows, groups } = pair(&left.groups, &right.groups, zero)?;
            (groups, rows)
        }
    };
    Ok(BoundNode {
        // a number has no buckets; of two series, the wider buckets contain values of both
        step_s: left.step_s.max(right.step_s),
        groups,
        kind: BoundKind::Binary(Box::new(Binary {
            operator,
            left,
            right,
            rows,
            zero,
        })),
    })
}
