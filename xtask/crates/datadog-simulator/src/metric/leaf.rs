//! Binds a metric of the query to the series that it selects.

use std::collections::HashMap;
use std::ops::Range;

use super::clock::Clock;
use super::group::Groups;
use super::plan::{Leaf, Space};
use super::rolled::Rolled;
use crate::error::{Result, SimulationError};
use crate::semantics::{FillAt, Semantics};
use crate::series::aggregate::percentile;
use crate::series::{Aggregator, FillMethod};
use crate::time::Grid;
use crate::world::{MetricKind, Series, Tags};

/// A leaf of the plan with its data.
pub(crate) struct BoundLeaf<'w> {
    pub(crate) groups: Groups,
    pub(crate) step_s: i64,
    rows: Vec<Rows<'w>>,
    leaf: &'w Leaf,
    fill_at: FillAt,
}

/// The data of one group.
enum Rows<'w> {
    /// The series of a count, rate or gauge, each rolled up.
    Scalars(Vec<Rolled<'w>>),
    /// The values of a distribution.
    Values(Values),
}

/// All values of a distribution's group in ascending order of time.
struct Values {
    /// The times that have values.
    times: Vec<i64>,
    /// Where the values of each time start, and the number of all.
    starts: Vec<usize>,
    values: Vec<f64>,
    space: Space,
    /// How many of the first `i` values hold a condition, if that is what is counted: a window is then two lookups, however many values it has.
    holding: Vec<u32>,
}

impl<'w> BoundLeaf<'w> {
    /// Selects the series of `world`. Evaluations read no points before `from` or after `to` (unix seconds).
    pub(crate) fn new(
        leaf: &'w Leaf,
        world: &[&'w Series],
        step_s: i64,
        (from, to): (i64, i64),
        semantics: &Semantics,
    ) -> Result<Self> {
        let mut groups = if leaf.by.is_empty() {
            Groups::single()
        } else {
            Groups {
                keys: leaf.by.clone(),
                tags: Vec::new(),
            }
        };
        let mut members: Vec<Vec<&'w Series>> = if leaf.by.is_empty() {
            vec![Vec::new()]
        } else {
            Vec::new()
        };
        let mut index: HashMap<Tags, usize> = HashMap::new();
        for series in world
            .iter()
            .copied()
            .filter(|s| s.metric == leaf.metric && leaf.scope.matches(&s.tags))
        {
            let row = if leaf.by.is_empty() {
                0
            } else {
                let group = series.tags.project(&leaf.by);
                // a series without one of the keys belongs to no group (doc: monitors/configuration, notification grouping)
                if leaf.by.iter().any(|k| group.value(k).is_none()) {
                    continue;
                }
                *index.entry(group.clone()).or_insert_with(|| {
                    groups.tags.push(group);
                    members.push(Vec::new());
                    members.len() - 1
                })
            };
            members[row].push(series);
        }
        let rows = members
            .into_iter()
            .map(|series| Rows::new(leaf, &series, step_s, (from, to), semantics))
            .collect::<Result<_>>()?;
        Ok(Self {
            groups,
            step_s,
            rows,
            leaf,
            fill_at: semantics.fill_at,
        })
    }

    /// Marks the buckets of `grid` in which one of the series has a value.
    pub(crate) fn mark_reported(&self, grid: &Grid, reported: &mut [bool]) {
        for rolled in self.rows.iter().flat_map(Rows::scalars) {
            for (i, _) in rolled.values.iter().enumerate().filter(|(_, v)| !v.is_nan()) {
                if let Some(at) = grid.index(rolled.grid.time(i)) {
                    reported[at] = true;
                }
            }
        }
    }

    /// Whether interpolation can fill empty buckets.
    pub(crate) fn fills(&self) -> bool {
        self.rows
            .iter()
            .flat_map(Rows::scalars)
            .any(|r| r.fill.method != FillMethod::Null)
    }

    /// Whether a series of group `row` has a point in `grid`, without interpolation.
    pub(crate) fn has_data(&self, row: usize, grid: &Grid, clock: &Clock<'_>) -> bool {
        match &self.rows[row] {
            Rows::Values(values) => !values.range(grid.start, grid.end().min(clock.seen_until)).is_empty(),
            // a point in the window is a value in one of its buckets, so the buckets need not be computed
            Rows::Scalars(series) => series
                .iter()
                .any(|s| !s.points.range(grid.start, grid.end().min(clock.seen_until)).is_empty()),
        }
    }

    /// The number of series that can be interpolated. Distributions cannot.
    pub(crate) fn series_count(&self) -> usize {
        self.rows.iter().map(|r| r.scalars().len()).sum()
    }

    /// Writes the values of group `row` into `out`, one per bucket of `grid`.
    pub(crate) fn write(&self, row: usize, grid: &Grid, clock: &Clock<'_>, out: &mut [f64], scratch: &mut Vec<f64>) {
        out.fill(f64::NAN);
        match &self.rows[row] {
            Rows::Values(values) => {
                let mut first = values.index(grid.start.min(clock.seen_until));
                for (i, v) in out.iter_mut().enumerate() {
                    // A bucket has few times: they are counted rather than searched.
                    let end = grid.time(i + 1).min(clock.seen_until);
                    let next = first + values.times[first..].iter().take_while(|t| **t < end).count();
                    *v = values.aggregate(values.starts[first]..values.starts[next], scratch);
                    first = next;
                }
            }
            Rows::Scalars(series) => self.write_scalars(series, grid, clock, out, scratch),
        }
    }

    fn write_scalars(
        &self,
        series: &[Rolled<'_>],
        grid: &Grid,
        clock: &Clock<'_>,
        out: &mut [f64],
        scratch: &mut Vec<f64>,
    ) {
        let Space::Of(aggregator) = self.leaf.space else { return };
        let averaging = aggregator == Aggregator::Avg && series.len() > 1;
        scratch.clear();
        scratch.resize(grid.len * (1 + usize::from(averaging)), f64::NAN);
        let (row, counts) = scratch.split_at_mut(grid.len);
        counts.fill(0.0);
        for rolled in series {
            rolled.write(grid, clock, self.fill_at, row);
            if let Some(function) = &self.leaf.before_space {
                function.apply(row, grid, &mut Vec::new());
            }
            for (i, (o, v)) in out
                .iter_mut()
                .zip(row.iter())
                .enumerate()
                .filter(|(_, (_, v))| !v.is_nan())
            {
                *o = match aggregator {
                    Aggregator::Count => {
                        if o.is_nan() {
                            1.0
                        } else {
                            *o + 1.0
                        }
                    }
                    _ if o.is_nan() => *v,
                    Aggregator::Min => o.min(*v),
                    Aggregator::Max => o.max(*v),
                    Aggregator::Last => *v,
                    Aggregator::Avg | Aggregator::Sum | Aggregator::StdDev | Aggregator::Percentile(_) => *o + *v,
                };
                if averaging {
                    counts[i] += 1.0;
                }
            }
        }
        if averaging {
            for (o, n) in out.iter_mut().zip(counts.iter()).filter(|(_, n)| **n > 1.0) {
                *o /= n;
            }
        }
    }

    /// The aggregate of a distribution's group over a whole window; `None` if the metric is not a distribution.
    pub(crate) fn over_window(&self, row: usize, from: i64, to: i64, scratch: &mut Vec<f64>) -> Option<f64> {
        match &self.rows[row] {
            Rows::Values(values) => Some(values.between(from, to, scratch)),
            Rows::Scalars(_) => None,
        }
    }
}

impl<'w> Rows<'w> {
    fn new(leaf: &Leaf, series: &[&'w Series], step_s: i64, span: (i64, i64), semantics: &Semantics) -> Result<Self> {
        let distributions = series.iter().filter(|s| s.kind == MetricKind::Distribution).count();
        if distributions > 0 && distributions < series.len() {
            return Err(SimulationError::invalid(format!(
                "metric '{}' is a distribution in some series and has another type in others",
                leaf.metric
            )));
        }
        if distributions > 0 {
            return Ok(Self::Values(Values::new(leaf, series)));
        }
        if !series.is_empty()
            && matches!(
                leaf.space,
                Space::CountIf(..) | Space::Distinct | Space::Of(Aggregator::Percentile(_) | Aggregator::StdDev)
            )
        {
            return Err(SimulationError::invalid(format!(
                "'{}' needs a distribution, but metric '{}' is not one",
                leaf.text, leaf.metric
            ))
            .help("make the series a distribution, or aggregate by avg, sum, min or max"));
        }
        Ok(Self::Scalars(
            series
                .iter()
                .map(|s| Rolled::new(leaf, s, step_s, span, semantics))
                .collect(),
        ))
    }

    fn scalars(&self) -> &[Rolled<'w>] {
        match self {
            Self::Scalars(rolled) => rolled,
            Self::Values(_) => &[],
        }
    }
}

impl Values {
    fn new(leaf: &Leaf, series: &[&Series]) -> Self {
        let mut points: Vec<(i64, f64)> = series.iter().flat_map(|s| s.points()).collect();
        points.sort_by_key(|(t, _)| *t);
        let (mut times, mut starts): (Vec<i64>, Vec<usize>) = (Vec::new(), Vec::new());
        for (index, (time, _)) in points.iter().enumerate() {
            if times.last() != Some(time) {
                times.push(*time);
                starts.push(index);
            }
        }
        starts.push(points.len());
        let values: Vec<f64> = points.into_iter().map(|(_, value)| value).collect();
        let holding = match leaf.space {
            Space::CountIf(comparator, limit) => running_count(&values, |value| comparator.holds(value, limit)),
            Space::Of(_) | Space::Distinct => Vec::new(),
        };
        Self {
            times,
            starts,
            values,
            space: leaf.space,
            holding,
        }
    }

    /// How many times are before `time`.
    fn index(&self, time: i64) -> usize {
        self.times.partition_point(|t| *t < time)
    }

    /// The values with `from <= time < to`.
    fn range(&self, from: i64, to: i64) -> Range<usize> {
        let first = self.index(from);
        self.starts[first]..self.starts[self.index(to).max(first)]
    }

    /// The aggregate of all values from `from` to `to`.
    fn between(&self, from: i64, to: i64, scratch: &mut Vec<f64>) -> f64 {
        self.aggregate(self.range(from, to), scratch)
    }

    /// The aggregate of these values. Distributions merge all values, over time and space, in one step.
    fn aggregate(&self, range: Range<usize>, scratch: &mut Vec<f64>) -> f64 {
        let values = &self.values[range.clone()];
        match self.space {
            Space::Of(Aggregator::Percentile(fraction)) => {
                scratch.clear();
                scratch.extend_from_slice(values);
                percentile(scratch, fraction)
            }
            Space::Of(Aggregator::Count) if !values.is_empty() => values.len() as f64,
            Space::Of(aggregator) => aggregator.of(values),
            Space::Distinct => {
                scratch.clear();
                scratch.extend_from_slice(values);
                scratch.sort_unstable_by(f64::total_cmp);
                scratch.dedup();
                if scratch.is_empty() {
                    f64::NAN
                } else {
                    scratch.len() as f64
                }
            }
            Space::CountIf(..) if values.is_empty() => f64::NAN,
            Space::CountIf(..) => f64::from(self.holding[range.end] - self.holding[range.start]),
        }
    }
}

/// How many of the first 0, 1, 2, ... values hold.
fn running_count(values: &[f64], holds: impl Fn(f64) -> bool) -> Vec<u32> {
    let mut count = 0;
    let after = values.iter().map(|value| {
        count += u32::from(holds(*value));
        count
    });
    std::iter::once(0).chain(after).collect()
}
