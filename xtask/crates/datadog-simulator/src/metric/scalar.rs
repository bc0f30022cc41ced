//! Aggregates the window to one value per group.

use super::bind::{Bound, BoundKind, BoundNode};
use super::clock::Clock;
use super::evaluate::{Content, Pool, combine};
use crate::functions::RowKind;
use crate::semantics::Bounds;
use crate::series::Aggregator;
use crate::time::{Frame, Grid};

impl Bound<'_> {
    /// Writes the value of every group over the window `frame`, evaluated at `now`, into `out`; `NAN` for a group without one.
    pub(crate) fn values(&self, frame: Frame, now: i64, pool: &mut Pool, out: &mut Vec<f64>) {
        let clock = self.clock(now);
        out.clear();
        if self.plan.aggregates_first() {
            out.extend(self.scalars(&self.root, frame, &clock, pool));
        } else {
            self.aggregate(&self.root, frame, &clock, pool, out);
        }
        if self.fills {
            self.drop_interpolated(frame, now, out);
        }
    }

    /// Drops the value of a group that has only interpolated values in its window. Such a group has no data: interpolation aligns series, it does not
    /// replace data.
    fn drop_interpolated(&self, frame: Frame, now: i64, out: &mut [f64]) {
        let has_data = self.have_data(&self.root, frame, &self.clock(now));
        for (value, _) in out.iter_mut().zip(has_data).filter(|(_, has_data)| !has_data) {
            *value = f64::NAN;
        }
    }

    /// For every group, whether it has data in the window.
    fn have_data(&self, node: &BoundNode, frame: Frame, clock: &Clock<'_>) -> Vec<bool> {
        match &node.kind {
            BoundKind::Number(_) => vec![false],
            BoundKind::Leaf(i) => {
                let leaf = &self.leaves[*i];
                let grid = Grid::over(frame, leaf.step_s, self.semantics.bounds);
                (0..node.groups.tags.len())
                    .map(|row| leaf.has_data(row, &grid, clock))
                    .collect()
            }
            BoundKind::Row(_, of) | BoundKind::Rank(_, of) => self.have_data(of, frame, clock),
            BoundKind::Shift(seconds, of) => self.have_data(of, shifted(frame, *seconds), clock),
            BoundKind::CountGroups { of, .. } => vec![self.have_data(of, frame, clock).contains(&true)],
            BoundKind::Keep { rows, of } => {
                let inner = self.have_data(of, frame, clock);
                rows.iter().map(|r| inner[*r]).collect()
            }
            BoundKind::Regroup { members, of, .. } => {
                let inner = self.have_data(of, frame, clock);
                members
                    .iter()
                    .map(|members| members.iter().any(|m| inner[*m]))
                    .collect()
            }
            BoundKind::Binary(binary) => {
                let (left, right) = (
                    self.have_data(&binary.left, frame, clock),
                    self.have_data(&binary.right, frame, clock),
                );
                let at = |side: &[bool], row: Option<usize>| row.is_some_and(|r| side.get(r) == Some(&true));
                binary
                    .rows
                    .iter()
                    .map(|(a, b)| at(&left, *a) || at(&right, *b))
                    .collect()
            }
        }
    }

    /// For every group and bucket of `bucket_s` seconds, whether it has data. The full-window rule needs this.
    pub(crate) fn buckets_with_data(&self, frame: Frame, bucket_s: i64, now: i64, pool: &mut Pool) -> Vec<Vec<bool>> {
        let clock = self.clock(now).without_fills();
        let matrix = self.matrix(&self.root, frame, &clock, Content::Presence, pool);
        let buckets = usize::try_from((frame.to - frame.from + bucket_s - 1) / bucket_s.max(1)).unwrap_or(0);
        let mut out = vec![vec![false; buckets]; self.root.groups.tags.len()];
        if let Some(grid) = matrix.grid {
            for (row, full) in out.iter_mut().enumerate() {
                let bucket_of = |time: i64| {
                    usize::try_from((time.max(frame.from) - frame.from) / bucket_s.max(1)).unwrap_or(usize::MAX)
                };
                for (i, _) in matrix.row(row).iter().enumerate().filter(|(_, v)| !v.is_nan()) {
                    // a rolled-up value can cover several buckets and counts for each of them
                    let (first, last) = (bucket_of(grid.time(i)), bucket_of(grid.time(i) + grid.step_s - 1));
                    if let Some(covered) = full.get_mut(first..(last + 1).min(buckets)) {
                        covered.fill(true);
                    }
                }
            }
        }
        pool.give_back(matrix);
        out
    }

    fn aggregate(&self, node: &BoundNode, frame: Frame, clock: &Clock<'_>, pool: &mut Pool, out: &mut Vec<f64>) {
        let matrix = self.matrix(node, frame, clock, Content::Values, pool);
        out.extend((0..node.groups.tags.len()).map(|row| self.plan.aggregator.of(matrix.row(row))));
        pool.give_back(matrix);
    }

    /// The value of every group, where operands are aggregated over the window first and then combined. Functions of arithmetic are applied to the
    /// combined value.
    fn scalars(&self, node: &BoundNode, frame: Frame, clock: &Clock<'_>, pool: &mut Pool) -> Vec<f64> {
        match &node.kind {
            BoundKind::Binary(binary) => {
                let left = self.scalars(&binary.left, frame, clock, pool);
                let right = self.scalars(&binary.right, frame, clock, pool);
                let at =
                    |values: &[f64], row: Option<usize>| row.and_then(|r| values.get(r)).copied().unwrap_or(f64::NAN);
                binary
                    .rows
                    .iter()
                    .map(|(a, b)| combine(binary, at(&left, *a), at(&right, *b)))
                    .collect()
            }
            BoundKind::Number(n) => vec![*n],
            BoundKind::Shift(seconds, of) => self.scalars(of, shifted(frame, *seconds), clock, pool),
            BoundKind::Leaf(i)
                if self.plan.whole_window || matches!(self.plan.aggregator, Aggregator::Percentile(_)) =>
            {
                let leaf = &self.leaves[*i];
                let (from, to) = self.exact(frame, leaf.step_s);
                let over = |row| leaf.over_window(row, from, to.min(clock.seen_until), &mut pool.scratch);
                let whole: Option<Vec<f64>> = (0..node.groups.tags.len()).map(over).collect();
                whole.unwrap_or_else(|| self.aggregated(node, frame, clock, pool))
            }
            BoundKind::Row(function, of) if self.plan.whole_window || has_arithmetic(of) => {
                let mut values = self.scalars(of, frame, clock, pool);
                // without events there are no buckets to fill, so a default replaces the missing value
                if let (RowKind::Default(value), true) = (function.kind, self.plan.whole_window) {
                    crate::functions::map(&mut values, |v| if v.is_nan() { value } else { v });
                    return values;
                }
                let grid = one_bucket(frame);
                for value in &mut values {
                    function.apply(std::slice::from_mut(value), &grid, &mut pool.scratch);
                }
                values
            }
            BoundKind::Rank(rank, of) if has_arithmetic(of) => {
                let mut values = self.scalars(of, frame, clock, pool);
                rank.apply(&mut values, 1);
                values
            }
            BoundKind::Keep { rows, of } if has_arithmetic(of) => {
                let values = self.scalars(of, frame, clock, pool);
                rows.iter().map(|r| values[*r]).collect()
            }
            BoundKind::Regroup {
                aggregator,
                members,
                of,
            } if has_arithmetic(of) => {
                let values = self.scalars(of, frame, clock, pool);
                let of_group =
                    |members: &Vec<usize>| aggregator.of(&members.iter().map(|m| values[*m]).collect::<Vec<_>>());
                members.iter().map(of_group).collect()
            }
            _ => self.aggregated(node, frame, clock, pool),
        }
    }

    /// Start and end of the window: whole buckets for metrics, the exact times for events.
    fn exact(&self, frame: Frame, step_s: i64) -> (i64, i64) {
        if self.plan.whole_window {
            return (
                frame.from,
                frame.to + i64::from(self.semantics.bounds == Bounds::Closed),
            );
        }
        let grid = Grid::over(frame, step_s, self.semantics.bounds);
        (grid.start, grid.end())
    }

    fn aggregated(&self, node: &BoundNode, frame: Frame, clock: &Clock<'_>, pool: &mut Pool) -> Vec<f64> {
        let mut out = Vec::with_capacity(node.groups.tags.len());
        self.aggregate(node, frame, clock, pool, &mut out);
        out
    }
}

fn shifted(frame: Frame, seconds: i64) -> Frame {
    Frame {
        from: frame.from + seconds,
        to: frame.to + seconds,
    }
}

fn one_bucket(frame: Frame) -> Grid {
    Grid {
        start: frame.from,
        step_s: (frame.to - frame.from).max(1),
        len: 1,
    }
}

fn has_arithmetic(node: &BoundNode) -> bool {
    match &node.kind {
        BoundKind::Number(_) | BoundKind::Leaf(_) => false,
        BoundKind::Binary(_) => true,
        BoundKind::Row(_, of) | BoundKind::Rank(_, of) | BoundKind::Shift(_, of) => has_arithmetic(of),
        BoundKind::CountGroups { of, .. } | BoundKind::Regroup { of, .. } | BoundKind::Keep { of, .. } => {
            has_arithmetic(of)
        }
    }
}
