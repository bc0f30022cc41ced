//! Evaluates the buckets of a window: one row per group.

use super::bind::{Binary, Bound, BoundKind, BoundNode};
use super::clock::Clock;
use crate::semantics::Bounds;
use crate::series::Aggregator;
use crate::time::{Frame, Grid};

/// The values of groups (rows) in buckets (columns), `NAN` for an empty bucket.
#[derive(Default)]
pub(crate) struct Matrix {
    pub(crate) grid: Option<Grid>,
    pub(crate) data: Vec<f64>,
}

/// Buffers that evaluations reuse.
#[derive(Default)]
pub(crate) struct Pool {
    free: Vec<Vec<f64>>,
    pub(crate) scratch: Vec<f64>,
}

impl Pool {
    fn matrix(&mut self, rows: usize, grid: Grid) -> Matrix {
        let mut data = self.free.pop().unwrap_or_default();
        data.clear();
        data.resize(rows * grid.len, f64::NAN);
        Matrix { grid: Some(grid), data }
    }

    pub(crate) fn give_back(&mut self, matrix: Matrix) {
        self.free.push(matrix.data);
    }
}

impl Matrix {
    pub(crate) fn columns(&self) -> usize {
        self.grid.map_or(0, |g| g.len)
    }

    pub(crate) fn row(&self, i: usize) -> &[f64] {
        let columns = self.columns();
        &self.data[i * columns..(i + 1) * columns]
    }
}

/// What a matrix contains.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    /// The values.
    Values,
    /// Any number in the buckets that have data. Functions and ranks are not applied, because they can drop or add values.
    Presence,
}

impl<'w> Bound<'w> {
    /// What an evaluation at `now` (unix seconds) knows.
    pub(crate) fn clock(&self, now: i64) -> Clock<'_> {
        Clock {
            seen_until: match self.semantics.bounds {
                Bounds::ClosedOpen => now,
                Bounds::Closed => now + 1,
            },
            aligns: self.reported.is_some(),
            fills: true,
            reported: self.reported.as_ref(),
        }
    }

    /// The buckets of `node` over the window.
    pub(crate) fn matrix(
        &self,
        node: &BoundNode,
        frame: Frame,
        clock: &Clock<'_>,
        content: Content,
        pool: &mut Pool,
    ) -> Matrix {
        let grid = Grid::over(frame, node.step_s, self.semantics.bounds);
        self.over(node, grid, clock, content, pool)
    }

    fn over(&self, node: &BoundNode, grid: Grid, clock: &Clock<'_>, content: Content, pool: &mut Pool) -> Matrix {
        let rows = node.groups.tags.len();
        match &node.kind {
            BoundKind::Number(n) => {
                let mut out = pool.matrix(rows, grid);
                out.data.fill(*n);
                out
            }
            BoundKind::Leaf(i) => {
                let mut out = pool.matrix(rows, grid);
                let mut scratch = std::mem::take(&mut pool.scratch);
                for (row, data) in out.data.chunks_mut(grid.len.max(1)).enumerate() {
                    self.leaves[*i].write(row, &grid, clock, data, &mut scratch);
                }
                pool.scratch = scratch;
                out
            }
            BoundKind::Row(function, of) => {
                let mut out = self.over(of, grid, clock, content, pool);
                if content == Content::Values {
                    for row in out.data.chunks_mut(grid.len.max(1)) {
                        function.apply(row, &grid, &mut pool.scratch);
                    }
                }
                out
            }
            BoundKind::Rank(rank, of) => {
                let mut out = self.over(of, grid, clock, content, pool);
                if content == Content::Values {
                    rank.apply(&mut out.data, grid.len);
                }
                out
            }
            BoundKind::Shift(seconds, of) => {
                let mut out = self.over(of, grid.shifted(*seconds), clock, content, pool);
                out.grid = Some(grid);
                out
            }
            BoundKind::CountGroups { nonzero, of } => {
                let input = self.over(of, grid, clock, content, pool);
                let mut out = pool.matrix(1, grid);
                for row in input.data.chunks(grid.len.max(1)) {
                    for (o, v) in out.data.iter_mut().zip(row).filter(|(_, v)| !v.is_nan()) {
                        let counts = f64::from(u8::from(!nonzero || *v != 0.0));
                        *o = if o.is_nan() { counts } else { *o + counts };
                    }
                }
                pool.give_back(input);
                out
            }
            BoundKind::Regroup {
                aggregator,
                members,
                of,
            } => self.regroup(*aggregator, members, of, rows, (grid, clock, content), pool),
            BoundKind::Keep { rows: kept, of } => {
                let input = self.over(of, grid, clock, content, pool);
                let mut out = pool.matrix(rows, grid);
                for (to, from) in kept.iter().enumerate() {
                    out.data[to * grid.len..(to + 1) * grid.len].copy_from_slice(input.row(*from));
                }
                pool.give_back(input);
                out
            }
            BoundKind::Binary(binary) => self.binary(binary, rows, (grid, clock, content), pool),
        }
    }

    fn regroup(
        &self,
        aggregator: Aggregator,
        members: &[Vec<usize>],
        of: &BoundNode,
        rows: usize,
        (grid, clock, content): (Grid, &Clock<'_>, Content),
        pool: &mut Pool,
    ) -> Matrix {
        let input = self.over(of, grid, clock, content, pool);
        let mut out = pool.matrix(rows, grid);
        let mut column = Vec::new();
        for (row, members) in members.iter().enumerate() {
            for i in 0..grid.len {
                column.clear();
                column.extend(members.iter().map(|from| input.row(*from)[i]));
                out.data[row * grid.len + i] = aggregator.of(&column);
            }
        }
        pool.give_back(input);
        out
    }

    fn binary(
        &self,
        binary: &Binary,
        rows: usize,
        (grid, clock, content): (Grid, &Clock<'_>, Content),
        pool: &mut Pool,
    ) -> Matrix {
        let side = |node: &BoundNode, pool: &mut Pool| match node.kind {
            BoundKind::Number(_) => None,
            _ if node.step_s == grid.step_s => Some(self.over(node, grid, clock, content, pool)),
            _ => {
                let finer = Grid {
                    start: grid.start,
                    step_s: node.step_s,
                    len: usize::try_from((grid.end() - grid.start) / node.step_s).unwrap_or(0),
                };
                Some(self.over(node, finer, clock, content, pool))
            }
        };
        let left = side(&binary.left, pool);
        let right = side(&binary.right, pool);
        let mut out = pool.matrix(rows, grid);
        for ((a, b), row) in binary.rows.iter().zip(out.data.chunks_mut(grid.len.max(1))) {
            for (i, o) in row.iter_mut().enumerate() {
                let t = grid.time(i);
                let x = value(&binary.left, left.as_ref(), *a, t);
                let y = value(&binary.right, right.as_ref(), *b, t);
                *o = match content {
                    Content::Values => combine(binary, x, y),
                    Content::Presence => presence(binary, x, y),
                };
            }
        }
        left.into_iter().chain(right).for_each(|m| pool.give_back(m));
        out
    }
}

fn value(node: &BoundNode, matrix: Option<&Matrix>, row: Option<usize>, t: i64) -> f64 {
    match (&node.kind, matrix) {
        (BoundKind::Number(n), _) => *n,
        (_, Some(matrix)) => match (row, matrix.grid.and_then(|g| g.index(t))) {
            (Some(row), Some(i)) => matrix.row(row)[i],
            _ => f64::NAN,
        },
        _ => f64::NAN,
    }
}

/// Applies the operator to two values. A missing value may count as zero, but only if the other value comes from a series.
pub(crate) fn combine(binary: &Binary, a: f64, b: f64) -> f64 {
    let is_number = |node: &BoundNode| matches!(node.kind, BoundKind::Number(_));
    // a number does not count as present: combined with an empty series it gives no value
    let a_there = !a.is_nan() && !is_number(&binary.left);
    let b_there = !b.is_nan() && !is_number(&binary.right);
    let zero = |v: f64, aligns: bool, other_there: bool| if v.is_nan() && aligns && other_there { 0.0 } else { v };
    binary
        .operator
        .apply(zero(a, binary.zero.0, b_there), zero(b, binary.zero.1, a_there))
}

fn presence(binary: &Binary, a: f64, b: f64) -> f64 {
    match (&binary.left.kind, &binary.right.kind) {
        (BoundKind::Number(_), _) => b,
        (_, BoundKind::Number(_)) => a,
        _ if a.is_nan() => b,
        _ => a,
    }
}
